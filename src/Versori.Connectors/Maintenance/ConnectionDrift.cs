namespace Versori.Connectors;

/// <summary>A connection whose auth methods differ from the connector's current ones.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Differences">The differences.</param>
public sealed record ConnectionDrift(Connection Connection, IReadOnlyList<AuthMethodDifference> Differences);
