using Versori.Connectors.Authentication;
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
    FurtherCredentials furtherCredentials)
{
    public async Task<PreparedAuthorization> PrepareAsync(AuthorizationRequest request, OAuth2Grant grant, CancellationToken cancellationToken)
    {
        var before = request.ConnectionId is { } id ? await connections.FindOrThrowAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (before is not null && before.ConnectorId != request.ConnectorId) throw ConnectionErrors.NotFound(before.Id);
        var connector = await connections.FindConnectorAsync(request.ConnectorId, cancellationToken).ConfigureAwait(false);
        if (before is null && string.IsNullOrWhiteSpace(request.Name)) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidArgument, "A connection needs a name.", "name");
        if (before is null) await connections.RefuseTakenNameAsync(connector.Id, request.Owner, request.Name, cancellationToken).ConfigureAwait(false);

        var inputs = before is null ? request.Inputs : ConnectionService.InputsFor(before, connector, request.Inputs);
        var found = FindMethod(connector.Definition!, request.MethodId, grant);
        var method = (OAuth2Auth)await maker.ResolveAsync(connector, found, inputs, cancellationToken).ConfigureAwait(false);
        if (request.Scopes is not null) method = method with { Scopes = request.Scopes };
        if (method.TokenUrl is null) throw AuthorizationErrors.Missing(method, "tokenUrl", "token endpoint");

        var further = await furtherCredentials.MatchAsync(request, connector, method, inputs, cancellationToken).ConfigureAwait(false);
        var fields = await OwnFieldsAsync(request, before, method, cancellationToken).ConfigureAwait(false);
        if (!fields.ContainsKey(OAuth2Clients.Id) && method is { ClientId: null, RegistrationUrl: not null })
        {
            (method, fields) = await registration.RegisterAsync(connector, method, ValuesOf(connector, method, inputs, fields), request.RedirectUri, cancellationToken).ConfigureAwait(false);
        }

        var values = ValuesOf(connector, method, inputs, fields);
        var client = await clients.FindAsync(method, connector.Id, values, cancellationToken).ConfigureAwait(false);
        if (client.Id is null) throw ConnectionErrors.Of(ConnectorErrorCode.InvalidCredential, $"Signing in with '{method.Id}' needs a client: give one, or register the host's own on the connector (clientId).", OAuth2Clients.Id);
        return new(
            connector, method, before, before?.Name ?? request.Name, before?.Owner ?? request.Owner, inputs, fields, OAuth2Clients.With(values, client), client, further);
    }

    /// <summary>Inputs, fields and what the method may use besides, for templates.</summary>
    public TemplateValues ValuesOf(Connector connector, OAuth2Auth method, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> fields)
    {
        var values = new TemplateValues();
        var definition = connector.Definition!;
        var given = InputValues.Check(definition, inputs);
        var listed = InputValues.Listed(definition, given);
        foreach (var (name, value) in given) values.Set(name, value, listed.Contains(name, StringComparer.Ordinal));
        foreach (var name in handlers.For(method).Names(method)) values.SetSecret(name, fields.TryGetValue(name, out var value) ? new Secret(value) : null);
        return values;
    }

    private static OAuth2Auth FindMethod(ConnectorDefinition definition, string? methodId, OAuth2Grant grant)
    {
        var fitting = definition.AuthMethods.OfType<OAuth2Auth>()
            .Where(method => methodId is null ? method.Grant == grant : method.Id == methodId)
            .ToArray();
        return fitting switch
        {
            [var only] when only.Grant == grant => only,
            [] or [_] => throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument, $"The connector '{definition.Id}' has no OAuth 2.0 method{(methodId is null ? "" : $" '{methodId}'")} with the grant {grant}.", methodId ?? definition.Id.Value),
            _ => throw ConnectionErrors.Of(
                ConnectorErrorCode.InvalidArgument, $"The connector '{definition.Id}' has several such methods: {string.Join(", ", fitting.Select(method => method.Id))}. Name one.", "methodId"),
        };
    }

    // A connection that is connected again keeps its own client, unless it is given another.
    private async Task<IReadOnlyDictionary<string, string>> OwnFieldsAsync(
        AuthorizationRequest request, Connection? before, OAuth2Auth method, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Client?.Fields ?? new Dictionary<string, Secret>(StringComparer.Ordinal)) fields[name] = value.Reveal();
        if (fields.Count > 0 || before is null) return fields;

        var prepared = await preparer.ReadAsync(before, cancellationToken).ConfigureAwait(false);
        foreach (var name in method.Fields.Select(field => field.Name).Concat([OAuth2Clients.Id, OAuth2Clients.SecretField, AssertionWriter.PrivateKeyField]))
        {
            if (prepared?.Fields.Find(method.Id, name) is { } kept) fields[name] = kept.Reveal();
        }

        return fields;
    }
}
