namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>Whom a request comes from, and what it may see.</summary>
internal sealed record Visitor(Owner Owner, bool IsAdministrator)
{
    /// <summary>The connect session that the visitor came with: it limits what may be done.</summary>
    public ConnectSession? Session { get; init; }

    public bool MayUse(Connection connection) => Session is { } session
        ? connection.Owner == Owner && connection.Id == session.ConnectionId
        : connection.Owner == Owner || IsAdministrator;
}
