using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>What a call is for.</summary>
/// <param name="Definition">The connector's definition.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Route">The route; <see langword="null"/> for a call without a connection.</param>
internal readonly record struct CallTarget(ConnectorDefinition Definition, ConnectorEndpoint Endpoint, Route? Route);
