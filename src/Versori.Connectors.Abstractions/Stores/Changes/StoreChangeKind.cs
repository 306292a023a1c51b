namespace Versori.Connectors;

/// <summary>What kind of thing was changed.</summary>
public enum StoreChangeKind
{
    /// <summary>It is not known what: changes may have been missed.</summary>
    Everything,

    /// <summary>A connection was saved or deleted.</summary>
    Connection,

    /// <summary>A template, or what it is bound to, was saved or deleted.</summary>
    Template,

    /// <summary>A connector was saved or deleted.</summary>
    Connector,
}
