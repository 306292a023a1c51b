namespace Versori.Connectors;

/// <summary>An event in the life of a connection.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Connection">
/// The connection after the event. For <see cref="ConnectionEventKind.Disconnected"/>, the connection before it.
/// </param>
/// <param name="OccurredAt">When it happened.</param>
public sealed record ConnectionEvent(ConnectionEventKind Kind, Connection Connection, DateTimeOffset OccurredAt);
