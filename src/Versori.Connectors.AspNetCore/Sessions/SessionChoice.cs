namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>A connector of a session, with the ways to connect it.</summary>
internal sealed record SessionChoice(Connector Connector, IReadOnlyList<ConnectForm> Forms, bool IsConnected);
