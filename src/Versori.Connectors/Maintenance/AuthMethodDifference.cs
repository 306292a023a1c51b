namespace Versori.Connectors;

/// <summary>One setting of an auth method that differs between a connection's snapshot and the connector.</summary>
/// <param name="MethodId">The auth method.</param>
/// <param name="Pointer">The setting within the method, as a JSON pointer; empty: the method as a whole.</param>
/// <param name="Snapshot">
/// The JSON that the connection was made with; <see langword="null"/> when the setting did not exist.
/// </param>
/// <param name="Current">
/// The JSON that the connector has now; <see langword="null"/> when the setting no longer exists.
/// </param>
public sealed record AuthMethodDifference(string MethodId, string Pointer, string? Snapshot, string? Current);
