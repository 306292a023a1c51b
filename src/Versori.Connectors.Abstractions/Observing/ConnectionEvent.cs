namespace Versori.Connectors;

/// <summary>Something that happened to a connection.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Connection">The connection as it is afterwards; when it was disconnected, as it was before.</param>
/// <param name="At">When.</param>
public sealed record ConnectionEvent(ConnectionEventKind Kind, Connection Connection, DateTimeOffset At);
