using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.OAuth1;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authorizing;

/// <summary>Works out what a sign-in is begun with, so that what can be wrong is said before the person is sent away.</summary>
internal sealed class AuthorizationPreparer(
    ConnectionService connections,
    ConnectionMaker maker,
    ConnectionPreparer preparer,
    AuthMethodHandlers handlers,
    OAuth2Clients clients,
    ClientRegistration registration,
    FurtherCredentials furtherCredentials,
    TimeProvider time)
{
    private readonly TemplateContext _context = new(time);

    /// <summary>Finds what somebody wants to sign in to.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fits">Whether a method is of the kind that is asked for.</param>
    /// <param name="kind">That kind, for people.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<AuthorizationTarget> FindAsync(
        AuthorizationRequest request, Func<AuthMethod, bool> fits, string kind, CancellationToken cancellationToken)
    {
        var before = request.ConnectionId is { } id ? await connections.FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (before is not null && before.ConnectorId != request.ConnectorId) throw ConnectionErrors.NotFound(before.Id);
        var connector = await connections.FindConnectorAsync(request.ConnectorId, cancellationToken).ConfigureAwait(false);
        if (before is null && string.IsNullOrWhiteSpace(request.Name)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "A connection needs a name.", "name");
        if (before is null) await connections.RefuseTakenNameAsync(connector.Id, request.Owner, request.Name, cancellationToken).ConfigureAwait(false);

        var inputs = before is null ? request.Inputs : ConnectionService.InputsFor(before, connector, request.Inputs);
        var found = FindMethod(connector.Definition!, request.MethodId, fits, kind);
        var method = await maker.ResolveAsync(connector, found, inputs, cancellationToken).ConfigureAwait(false);
        var further = await furtherCredentials.MatchAsync(request, before, connector, method, inputs, cancellationToken).ConfigureAwait(false);
        var fields = await OwnFieldsAsync(request, before, method, cancellationToken).ConfigureAwait(false);
        return new(connector, method, before, before?.Name ?? request.Name, before?.Owner ?? request.Owner, inputs, fields, further);
    }

    /// <summary>Works out what OAuth 2.0 needs besides: scopes and client, which is registered where there is none.</summary>
    public async Task<PreparedAuthorization> PrepareAsync(AuthorizationTarget target, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var (connector, method, fields) = (target.Connector, (OAuth2Auth)target.Method, target.Fields);
        var scopes = request.Scopes ?? OwnScopes(target);
        if (scopes is not null) method = method with { Scopes = scopes };
        if (method.TokenUrl is null) throw AuthorizationErrors.Missing(method, "tokenUrl", "token endpoint");
        if (!fields.ContainsKey(OAuth2Clients.Id) && method is { ClientId: null, RegistrationUrl: not null })
        {
            (method, fields) = await registration.RegisterAsync(connector, method, ValuesOf(connector, method, target.Inputs, fields), request.RedirectUri, cancellationToken).ConfigureAwait(false);
        }

        var values = ValuesOf(connector, method, target.Inputs, fields);
        var client = await clients.FindAsync(method, connector.Id, values, cancellationToken).ConfigureAwait(false);
        if (client.Id is null) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, $"Signing in with '{method.Id}' needs a client: give one, or register the host's own on the connector (clientId).", OAuth2Clients.Id);
        return new(target with { Method = method, Fields = fields, HasOwnScopes = scopes is not null }, method, OAuth2Clients.With(values, client), client);
    }

    /// <summary>Inputs, fields and what the method may use besides, for templates.</summary>
    public TemplateValues ValuesOf(Connector connector, AuthMethod method, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> fields)
    {
        var values = new TemplateValues(_context);
        var definition = connector.Definition!;
        var given = InputValues.Check(definition, inputs);
        var listed = InputValues.Listed(definition, given);
        foreach (var (name, value) in given) values.Set(name, value, listed.Contains(name, StringComparer.Ordinal));
        foreach (var name in handlers.For(method).Names(method)) values.SetSecret(name, fields.TryGetValue(name, out var value) ? new Secret(value) : null);
        return values;
    }

    private static AuthMethod FindMethod(ConnectorDefinition definition, string? methodId, Func<AuthMethod, bool> fits, string kind) =>
        definition.AuthMethods.Where(method => (methodId is null || method.Id == methodId) && fits(method)).ToArray() switch
        {
            [var only] => only,
            [] => throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument, $"The connector '{definition.Id}' has no auth method{(methodId is null ? "" : $" '{methodId}'")} for {kind}.", methodId ?? definition.Id.Value),
            var several => throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument, $"The connector '{definition.Id}' has several such methods: {string.Join(", ", several.Select(method => method.Id))}. Name one.", "methodId"),
        };

    // What was chosen for the connection before stays chosen.
    private static IReadOnlyList<string>? OwnScopes(AuthorizationTarget target) =>
        target.Before is { Snapshot: var snapshot } && snapshot.OwnScopes.Contains(target.Method.Id, StringComparer.Ordinal)
            ? snapshot.Methods.OfType<OAuth2Auth>().FirstOrDefault(method => method.Id == target.Method.Id)?.Scopes
            : null;

    // A connection that is connected again keeps its own client, unless it is given another.
    private async Task<IReadOnlyDictionary<string, string>> OwnFieldsAsync(
        AuthorizationRequest request, Connection? before, AuthMethod method, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Client?.Fields ?? new Dictionary<string, Secret>(StringComparer.Ordinal)) fields[name] = value.Reveal();
        if (fields.Count > 0 || before is null) return fields;

        var prepared = await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false);
        foreach (var name in ClientFields(method))
        {
            if (request.RegisterAgain && name is OAuth2Clients.Id or OAuth2Clients.SecretField) continue;
            if (prepared?.Fields.Find(method.Id, name) is { } kept) fields[name] = kept.Reveal();
        }

        return fields;
    }

    private static IEnumerable<string> ClientFields(AuthMethod method) => method is OAuth2Auth oauth2
        ? oauth2.Fields.Select(field => field.Name).Concat([OAuth2Clients.Id, OAuth2Clients.SecretField, AssertionWriter.PrivateKeyField])
        : [OAuth1Signers.ConsumerKey, OAuth1Signers.ConsumerSecret, OAuth1Signers.PrivateKey];
}
