namespace Versori.Connectors.Generation;

/// <summary>What became of an action of an overlay.</summary>
public enum OverlayOutcomeKind
{
    /// <summary>It was applied.</summary>
    Applied,

    /// <summary>
    /// The endpoint has another path or method now. It was found by its id, and the action was applied.
    /// </summary>
    Moved,

    /// <summary>
    /// It was applied, but the source changed in the same place since the edit was made. The edit took precedence.
    /// Review it.
    /// </summary>
    Conflict,

    /// <summary>The source has it already. The action is no longer needed.</summary>
    Unneeded,

    /// <summary>It was not applied, because its target no longer exists or is of another kind.</summary>
    NotApplied,
}
