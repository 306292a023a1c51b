namespace Versori.Connectors.Generation;

/// <summary>What became of one action of an overlay.</summary>
public sealed record OverlayOutcome
{
    /// <summary>What became of it.</summary>
    public required OverlayOutcomeKind Kind { get; init; }

    /// <summary>The JSON pointer of the action in the overlay, such as <c>/actions/3</c>.</summary>
    public required string Pointer { get; init; }

    /// <summary>The target of the action.</summary>
    public required string Target { get; init; }

    /// <summary>What happened, and what to do, as text for people.</summary>
    public required string Message { get; init; }

    /// <summary>Returns the outcome as one line of text.</summary>
    public override string ToString() => $"{Pointer} ({Target}): {Message}";
}
