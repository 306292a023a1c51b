using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.SignIn;

/// <summary>
/// Finds the connector, method and connection of a sign-in. It checks them before the person is sent to the provider.
/// </summary>
internal sealed class SignInTargetFinder(
    ConnectionService connections,
    ConnectionMaker maker,
    ConnectionPreparer connectionPreparer,
    FurtherCredentialResolver furtherCredentials)
{
    /// <param name="request">The request.</param>
    /// <param name="isOfKind">Whether a method is of the required kind.</param>
    /// <param name="kind">The name of that kind, for error messages.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<SignInTarget> FindAsync(
        SignInRequest request, Func<AuthMethod, bool> isOfKind, string kind, CancellationToken cancellationToken)
    {
        var existing = request.ConnectionId is { } id
            ? await connections.FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
        if (existing is not null && existing.ConnectorId != request.ConnectorId)
        {
            throw ConnectionErrors.NotFound(existing.Id);
        }

        var connector = await connections.FindConnectorAsync(request.ConnectorId, cancellationToken)
            .ConfigureAwait(false);
        if (existing is null) await CheckNameAsync(connector, request, cancellationToken).ConfigureAwait(false);

        var inputs = existing is null
            ? request.Inputs
            : ConnectionService.InputsFor(existing, connector, request.Inputs);
        var declared = FindMethod(connector.Definition!, request.MethodId, isOfKind, kind);
        var further = await furtherCredentials
            .ResolveAsync(request, existing, connector, declared, inputs, cancellationToken).ConfigureAwait(false);
        var presented = further.Select(item => (item.Method, item.Credential));
        var method = await maker.ResolveAsync(connector, declared, inputs, presented, cancellationToken)
            .ConfigureAwait(false);
        if (existing is not null && method is OAuth2Auth { ClientId: not null })
        {
            IssuerBinding.ThrowIfMoved(declared, method, existing.Snapshot);
        }

        CertificateRules.Check([method, .. further.Select(item => item.Method)]);
        var fields = await ReadClientFieldsAsync(request, existing, method, cancellationToken).ConfigureAwait(false);
        var name = existing?.Name ?? request.Name;
        var owner = existing?.Owner ?? request.Owner;
        return new(connector, method, existing, name, owner, inputs, fields, further);
    }

    private async Task CheckNameAsync(
        Connector connector, SignInRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            throw ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, "A connection needs a name.", "name");
        }

        await connections.RefuseTakenNameAsync(connector.Id, request.Owner, request.Name, cancellationToken)
            .ConfigureAwait(false);
    }

    private static AuthMethod FindMethod(
        ConnectorDefinition definition, string? methodId, Func<AuthMethod, bool> isOfKind, string kind)
    {
        var candidates = definition.AuthMethods
            .Where(method => (methodId is null || method.Id == methodId) && isOfKind(method))
            .ToArray();
        if (candidates is [var only]) return only;
        if (candidates.Length == 0)
        {
            var all = string.Join(", ", definition.AuthMethods.Select(method => method.Id).Take(20));
            var named = methodId is null ? "" : $" '{methodId}'";
            throw ConnectionErrors.Create(
                ConnectorErrorCode.InvalidArgument,
                $"The connector '{definition.Id}' has no auth method{named} for {kind}. Its methods are "
                    + $"{(all.Length == 0 ? "none" : all)}; a credential that is known already goes to "
                    + "IConnections.ConnectAsync.",
                methodId ?? definition.Id.Value);
        }

        var ids = string.Join(", ", candidates.Select(method => method.Id));
        throw ConnectionErrors.Create(
            ConnectorErrorCode.InvalidArgument,
            $"The connector '{definition.Id}' has several auth methods for {kind}: {ids}. Set methodId to one of them.",
            "methodId");
    }

    // A connection that is reconnected keeps its own client, unless the request has another.
    private async Task<IReadOnlyDictionary<string, string>> ReadClientFieldsAsync(
        SignInRequest request, Connection? existing, AuthMethod method, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.Client is { } client)
        {
            foreach (var (name, value) in client.Fields) fields[name] = value.Reveal();
        }

        if (fields.Count > 0 || existing is null) return fields;

        var prepared = await connectionPreparer.ReadAsync(existing, cancellationToken).ConfigureAwait(false);
        var isOther = IssuerBinding.IsOther(existing.Snapshot, method);
        foreach (var name in ClientFieldNames(method))
        {
            if (IsReplaced(request, name) || (isOther && IsOfClient(name))) continue;
            if (prepared?.Fields.Find(method.Id, name) is { } existingValue) fields[name] = existingValue.Reveal();
        }

        return fields;
    }

    private static bool IsOfClient(string name) =>
        name is OAuth2Clients.IdField or OAuth2Clients.SecretField or AssertionWriter.PrivateKeyField;

    private static bool IsReplaced(SignInRequest request, string name) =>
        request.RegisterNewClient && name is OAuth2Clients.IdField or OAuth2Clients.SecretField;

    private static IEnumerable<string> ClientFieldNames(AuthMethod method) => method is OAuth2Auth oauth2
        ? oauth2.Fields.Select(field => field.Name)
            .Concat([OAuth2Clients.IdField, OAuth2Clients.SecretField, AssertionWriter.PrivateKeyField])
        : [OAuth1Signers.ConsumerKey, OAuth1Signers.ConsumerSecret, OAuth1Signers.PrivateKey];
}
