namespace Versori.Connectors.Generation;

/// <summary>A document to which an overlay was applied.</summary>
/// <param name="Document">The document as JSON.</param>
/// <param name="Outcomes">What became of each action, in their order.</param>
public sealed record OverlayResult(string Document, IReadOnlyList<OverlayOutcome> Outcomes);
