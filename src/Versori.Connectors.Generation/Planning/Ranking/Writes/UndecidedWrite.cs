namespace Versori.Connectors.Generation.Planning;

/// <summary>A part of a requirement that may mean an endpoint that writes, but does not say so clearly.</summary>
/// <param name="Text">The words.</param>
/// <param name="Endpoints">The endpoints that it may mean, the best first.</param>
internal sealed record UndecidedWrite(string Text, IReadOnlyList<ConnectorEndpoint> Endpoints);
