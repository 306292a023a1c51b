namespace Versori.Connectors;

/// <summary>A connection that was made under auth methods other than the connector's present ones.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Differences">What differs.</param>
public sealed record ConnectionDrift(Connection Connection, IReadOnlyList<AuthMethodDifference> Differences);
