namespace Versori.Connectors.AspNetCore.Visitors;

/// <summary>Whom a request comes from, and what it may see.</summary>
internal sealed record Visitor(Owner Owner, bool IsAdministrator)
{
    public bool MayUse(Connection connection) => connection.Owner == Owner || IsAdministrator;
}
