namespace Versori.Connectors.Http;

/// <summary>What a client was made for: a template on behalf of an owner, or a connection.</summary>
internal readonly record struct RouteKey(TemplateId Template, Owner Owner, ConnectionId? Connection)
{
    public static RouteKey Of(TemplateId template, Owner owner) => new(template, owner, null);

    public static RouteKey Of(ConnectionId connection) => new(default, default, connection);

    public override string ToString() => Connection is { } id ? $"connection {id}" : $"template {Template} for {Owner}";
}
