namespace Versori.Connectors;

/// <summary>Something in a store was made, changed or deleted. It says what, not how: whoever needs it reads it again.</summary>
public sealed record StoreChange
{
    private StoreChange(StoreChangeKind kind) => Kind = kind;

    /// <summary>Anything may have changed, as after a time in which changes could not be heard.</summary>
    public static StoreChange Everything { get; } = new(StoreChangeKind.Everything);

    /// <summary>The kind of what was changed.</summary>
    public StoreChangeKind Kind { get; }

    /// <summary>The connection; set for <see cref="StoreChangeKind.Connection"/>.</summary>
    public ConnectionId? Connection { get; private init; }

    /// <summary>The connector, or the connection's; set for <see cref="StoreChangeKind.Connector"/> and <see cref="StoreChangeKind.Connection"/>.</summary>
    public ConnectorId? Connector { get; private init; }

    /// <summary>The connection's owner; set for <see cref="StoreChangeKind.Connection"/>.</summary>
    public Owner? Owner { get; private init; }

    /// <summary>The template; set for <see cref="StoreChangeKind.Template"/>.</summary>
    public TemplateId? Template { get; private init; }

    /// <summary>A connection was saved or deleted.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="owner">Its owner, whose templates may now use another connection.</param>
    public static StoreChange OfConnection(ConnectionId connection, ConnectorId connector, Owner owner) =>
        new(StoreChangeKind.Connection) { Connection = connection, Connector = connector, Owner = owner };

    /// <summary>A template, or one of its bindings, was saved or deleted.</summary>
    public static StoreChange OfTemplate(TemplateId template) => new(StoreChangeKind.Template) { Template = template };

    /// <summary>A connector was saved, published or deleted.</summary>
    public static StoreChange OfConnector(ConnectorId connector) => new(StoreChangeKind.Connector) { Connector = connector };
}
