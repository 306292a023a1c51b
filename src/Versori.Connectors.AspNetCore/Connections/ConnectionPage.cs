namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>A part of a list of connections, and where the next part begins.</summary>
internal sealed record ConnectionPage(IReadOnlyList<Connection> Connections, ConnectionId? Next);
