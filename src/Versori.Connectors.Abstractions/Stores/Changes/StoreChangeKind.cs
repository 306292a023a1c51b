namespace Versori.Connectors;

/// <summary>The kind of a changed object.</summary>
public enum StoreChangeKind
{
    /// <summary>Unknown: changes may have been missed.</summary>
    Everything,

    /// <summary>A connection was saved or deleted.</summary>
    Connection,

    /// <summary>A template or one of its bindings was saved or deleted.</summary>
    Template,

    /// <summary>A connector was saved or deleted.</summary>
    Connector,
}
