namespace Versori.Connectors.Http;

/// <summary>The target of a client: a template and an owner, or a connection.</summary>
internal readonly record struct RouteKey
{
    // Not nullable, because a nullable field needs another word in each of a large number of keys.
    private readonly ConnectionId _connection;

    private RouteKey(TemplateId template, Owner owner, ConnectionId connection)
    {
        Template = template;
        Owner = owner;
        _connection = connection;
    }

    public TemplateId Template { get; }

    public Owner Owner { get; init; }

    public ConnectionId? Connection => Template == default ? _connection : null;

    public static RouteKey Of(TemplateId template, Owner owner) => new(template, owner, default);

    public static RouteKey Of(ConnectionId connection) => new(default, default, connection);

    public override string ToString() => Connection is { } id ? $"connection {id}" : $"template {Template} for {Owner}";
}
