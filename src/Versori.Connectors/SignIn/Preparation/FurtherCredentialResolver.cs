using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Authorizing;

/// <summary>The credentials that a connection has besides the one that a person signs in for.</summary>
internal sealed class FurtherCredentials(
    IConnectionStore connections, ConnectionMaker maker, ConnectionPreparer preparer, AuthMethodHandlers handlers, TimeProvider time)
{
    private const string Prefix = "further/";

    /// <summary>When signing in begins: those of the request; without any, those that the connection has already.</summary>
    public async Task<IReadOnlyList<MethodCredential>> MatchAsync(
        AuthorizationRequest request,
        Connection? before,
        Connector connector,
        AuthMethod method,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancellationToken)
    {
        var further = request.FurtherCredentials.Count > 0
            ? await maker.MatchAsync(connector, request.FurtherCredentials, inputs, cancellationToken).ConfigureAwait(false)
            : await KeptAsync(before, method.Id, cancellationToken).ConfigureAwait(false);
        if (further.Any(other => other.Method.Id == method.Id))
        {
            throw ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, $"The person signs in for '{method.Id}'; the further credentials are for other methods.", method.Id);
        }

        CertificateRules.Check([method, .. further.Select(other => other.Method)]);
        return further;
    }

    /// <summary>The fields that were given for this sign-in, as its secrets keep them. What the connection has stays with it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pack(IReadOnlyList<MethodCredential> further) => further
        .SelectMany(other => other.Credential.Fields.Select(field => KeyValuePair.Create($"{Prefix}{other.Method.Id}/{field.Key}", field.Value.Reveal())));

    /// <summary>When signing in is completed, perhaps in another process.</summary>
    public async Task<IReadOnlyList<MethodCredential>> ReadAsync(
        PendingAuthorization pending, IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken) =>
        pending.FurtherMethods.Count > 0
            ? [.. pending.FurtherMethods.Select(method => Unpack(method, secrets))]
            : await KeptAsync(
                pending.ConnectionId is { } id ? await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) : null,
                pending.Method.Id,
                cancellationToken).ConfigureAwait(false);

    private MethodCredential Unpack(AuthMethod method, IReadOnlyDictionary<string, string> secrets)
    {
        var prefix = $"{Prefix}{method.Id}/";
        var fields = secrets
            .Where(secret => secret.Key.StartsWith(prefix, StringComparison.Ordinal) && !secret.Key.AsSpan(prefix.Length).Contains('/'))
            .ToDictionary(secret => secret.Key[prefix.Length..], secret => secret.Value, StringComparer.Ordinal);
        var credential = Credential.For(method.Id, fields);
        return new(method, credential, handlers.For(method).GivenToken(method, credential, time.GetUtcNow()));
    }

    // Signing in renews one of several methods; with a method that the connection never had, it is connected anew with that.
    private async Task<IReadOnlyList<MethodCredential>> KeptAsync(Connection? before, string signedIn, CancellationToken cancellationToken)
    {
        if (before is not { Snapshot.Methods.Count: > 1 } || before.Snapshot.Methods.All(method => method.Id != signedIn)) return [];
        var prepared = await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false)
            ?? throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidCredential, "The connection's other credentials cannot be read any more; connect it again with all of them.", before.Id.ToString());
        return
        [
            .. prepared.Methods.Where(method => method.Method.Id != signedIn).Select(method => new MethodCredential(
                method.Method,
                Credential.For(method.Method.Id, prepared.Fields.Of(method.Method.Id)),
                method.HasTokenToSave ? method.Token : null,
                before.Snapshot.OwnScopes.Contains(method.Method.Id, StringComparer.Ordinal))),
        ];
    }
}
