namespace Versori.Connectors;

/// <summary>
/// A report that an object in a store was created, changed or deleted. It contains ids only; receivers read the object
/// again.
/// </summary>
public sealed record StoreChange
{
    private StoreChange(StoreChangeKind kind) => Kind = kind;

    /// <summary>Any object may have changed, for example after a time in which changes could not be received.</summary>
    public static StoreChange Everything { get; } = new(StoreChangeKind.Everything);

    /// <summary>The kind of the changed object.</summary>
    public StoreChangeKind Kind { get; }

    /// <summary>The id of the connection; set for <see cref="StoreChangeKind.Connection"/>.</summary>
    public ConnectionId? Connection { get; private init; }

    /// <summary>
    /// The id of the connector, or of the connection's connector; set for <see cref="StoreChangeKind.Connector"/> and
    /// <see cref="StoreChangeKind.Connection"/>.
    /// </summary>
    public ConnectorId? Connector { get; private init; }

    /// <summary>The connection's owner; set for <see cref="StoreChangeKind.Connection"/>.</summary>
    public Owner? Owner { get; private init; }

    /// <summary>The id of the template; set for <see cref="StoreChangeKind.Template"/>.</summary>
    public TemplateId? Template { get; private init; }

    /// <summary>Creates the report that a connection was saved or deleted.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="owner">Its owner, whose templates may now use another connection.</param>
    public static StoreChange ForConnection(ConnectionId connection, ConnectorId connector, Owner owner) =>
        new(StoreChangeKind.Connection) { Connection = connection, Connector = connector, Owner = owner };

    /// <summary>Creates the report that a template or one of its bindings was saved or deleted.</summary>
    public static StoreChange ForTemplate(TemplateId template) => new(StoreChangeKind.Template) { Template = template };

    /// <summary>Creates the report that a connector was saved, published or deleted.</summary>
    public static StoreChange ForConnector(ConnectorId connector) =>
        new(StoreChangeKind.Connector) { Connector = connector };
}
