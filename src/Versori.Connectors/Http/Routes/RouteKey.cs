namespace Versori.Connectors.Http;

/// <summary>What a client was made for: a template on behalf of an owner, or a connection.</summary>
internal readonly record struct RouteKey
{
    // Not nullable, which would take another word in each of very many keys.
    private readonly ConnectionId _connection;

    private RouteKey(TemplateId template, Owner owner, ConnectionId connection) => (Template, Owner, _connection) = (template, owner, connection);

    public TemplateId Template { get; }

    public Owner Owner { get; init; }

    public ConnectionId? Connection => Template == default ? _connection : null;

    public static RouteKey Of(TemplateId template, Owner owner) => new(template, owner, default);

    public static RouteKey Of(ConnectionId connection) => new(default, default, connection);

    public override string ToString() => Connection is { } id ? $"connection {id}" : $"template {Template} for {Owner}";
}
