namespace Versori.Connectors;

/// <summary>One setting of an auth method that differs between a connection's snapshot and the connector.</summary>
/// <param name="MethodId">The auth method.</param>
/// <param name="Pointer">Where in the method, as a JSON pointer; empty: the method as a whole.</param>
/// <param name="Snapshot">The JSON that the connection was made with; <see langword="null"/> when there was none.</param>
/// <param name="Present">The JSON that the connector has now; <see langword="null"/> when there is none any more.</param>
public sealed record AuthMethodDifference(string MethodId, string Pointer, string? Snapshot, string? Present);
