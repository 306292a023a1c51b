namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>An endpoint of a connector, called through a connection.</summary>
internal sealed record EndpointTarget(
    ConnectorDefinition Definition, Connection Connection, ConnectorEndpoint? Endpoint);
