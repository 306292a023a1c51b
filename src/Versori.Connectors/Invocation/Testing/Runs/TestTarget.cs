using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>What is tested: a template or a connection.</summary>
internal readonly record struct TestScope(TemplateId? Template, Owner Owner, ConnectionId? Connection)
{
    public EndpointCall Call(string endpointId) => Connection is { } connection
        ? new(connection, endpointId)
        : new(Template!.Value, endpointId, Owner);
}

/// <summary>The connector, the endpoints that may be called, and the connection of a test.</summary>
internal sealed class TestTarget(
    TestScope scope, Connector connector, ConnectionTemplate? template, Route? route, EndpointFinder finder)
{
    public TestScope Scope => scope;

    public Connector Connector => connector;

    public ConnectorDefinition Definition => connector.Definition!;

    /// <summary>The connection; <see langword="null"/> if the calls are sent without one.</summary>
    public Route? Route => route;

    /// <summary>The connection with its tokens, whose scopes are known.</summary>
    public Connection? Connection { get; init; }

    public SchemaValidator Validator { get; } = new(connector.Definition!.Schemas);

    /// <summary>The endpoints of the template, in the order of the definition.</summary>
    public IReadOnlyList<ConnectorEndpoint> Endpoints { get; } = template?.Endpoints is { Count: > 0 } own
        ? [.. connector.Definition!.Endpoints.Where(endpoint => own.Contains(endpoint.Id, StringComparer.Ordinal))]
        : connector.Definition!.Endpoints;

    /// <exception cref="ConnectorException">The endpoint is unknown, or invalid.</exception>
    public (ConnectorEndpoint Endpoint, EndpointRequestFactory Requests) Find(string endpointId) =>
        finder.Find(connector, template, endpointId);

    /// <summary>The scopes that an endpoint needs and the connection lacks, as far as both are known.</summary>
    public IReadOnlyList<string> MissingScopesOf(ConnectorEndpoint endpoint) =>
        route is null || Connection is null ? [] : MissingScopes.Known(endpoint, route, Connection);

    public bool NeedsScopes(ConnectorEndpoint endpoint) =>
        (route?.AlternativesOf(endpoint) ?? Definition.AuthAlternatives)
            .Any(alternative => alternative.Scopes.Count > 0);

    public bool IsAuthenticated(ConnectorEndpoint endpoint) => route is not null
        && endpoint.AuthAlternatives is not { Count: 0 }
        && route.Connection.Snapshot.Methods.Any(method => method is not NoAuth);
}
