using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>Finds the credentials that a connection has in addition to the one that the person signs in for.</summary>
internal sealed class FurtherCredentialResolver(
    IConnectionStore connections,
    ConnectionMaker maker,
    ConnectionPreparer preparer,
    AuthMethodHandlers handlers,
    TimeProvider time)
{
    private const string Prefix = "further/";

    /// <summary>
    /// At the start of a sign-in: returns the request's further credentials, or else those of the existing connection.
    /// </summary>
    public async Task<IReadOnlyList<MethodCredential>> ResolveAsync(
        SignInRequest request,
        Connection? existing,
        Connector connector,
        AuthMethod method,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancellationToken)
    {
        var further = request.AdditionalCredentials.Count > 0
            ? await maker.MatchAsync(connector, request.AdditionalCredentials, inputs, cancellationToken)
                .ConfigureAwait(false)
            : await ReadExistingAsync(existing, method.Id, cancellationToken).ConfigureAwait(false);
        if (further.Any(other => other.Method.Id == method.Id))
        {
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidCredential,
                $"The person signs in for '{method.Id}'; further credentials must be for other methods.",
                method.Id);
        }

        CertificateRules.Check([method, .. further.Select(other => other.Method)]);
        return further;
    }

    /// <summary>
    /// Converts the further credentials of a request to the form in which the sign-in's secrets keep them.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Pack(IReadOnlyList<MethodCredential> further) =>
        from other in further
        from field in other.Credential.Fields
        select KeyValuePair.Create($"{Prefix}{other.Method.Id}/{field.Key}", field.Value.Reveal());

    /// <summary>
    /// At the completion of a sign-in, possibly in another process: returns the same credentials again.
    /// </summary>
    public async Task<IReadOnlyList<MethodCredential>> ReadAsync(
        PendingSignIn pending, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        if (pending.AdditionalMethods.Count > 0)
        {
            return [.. pending.AdditionalMethods.Select(method => Unpack(method, secrets))];
        }

        var existing = pending.ConnectionId is { } id
            ? await connections.FindAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
        return await ReadExistingAsync(existing, pending.Method.Id, cancellationToken).ConfigureAwait(false);
    }

    private MethodCredential Unpack(AuthMethod method, IReadOnlyDictionary<string, string> secrets)
    {
        var prefix = $"{Prefix}{method.Id}/";
        var fields = secrets
            .Where(secret => secret.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(secret => !secret.Key.AsSpan(prefix.Length).Contains('/'))
            .ToDictionary(secret => secret.Key[prefix.Length..], secret => secret.Value, StringComparer.Ordinal);
        var credential = Credential.For(method.Id, fields);
        return new(method, credential, handlers.For(method).ReadSuppliedToken(method, credential, time.GetUtcNow()));
    }

    // A sign-in replaces the credential of one of the connection's methods. If the connection never had this method, it
    // is reconnected with this method only.
    private async Task<IReadOnlyList<MethodCredential>> ReadExistingAsync(
        Connection? existing, string signInMethodId, CancellationToken cancellationToken)
    {
        if (existing is not { Snapshot.Methods.Count: > 1 }) return [];
        if (existing.Snapshot.Methods.All(method => method.Id != signInMethodId)) return [];
        var prepared = await preparer.ReadAsync(existing, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidCredential,
                "The connection's other credentials can no longer be read; reconnect it with all of its credentials.",
                existing.Id.ToString());
        var others = prepared.Methods.Where(method => method.Method.Id != signInMethodId);
        return
        [
            .. others.Select(method => new MethodCredential(
                method.Method,
                Credential.For(method.Method.Id, prepared.Fields.Of(method.Method.Id)),
                method.HasTokenToSave ? method.Token : null,
                existing.Snapshot.MethodsWithOwnScopes.Contains(method.Method.Id, StringComparer.Ordinal))),
        ];
    }
}
