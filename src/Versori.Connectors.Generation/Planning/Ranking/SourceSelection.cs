namespace Versori.Connectors.Generation.Planning;

/// <summary>The endpoints of one source that a requirement needs.</summary>
/// <param name="Chosen">The chosen endpoints, the best first.</param>
/// <param name="Suggested">Further endpoints that may be needed, the best first.</param>
internal sealed record SourceSelection(
    IReadOnlyList<ScoredEndpoint> Chosen, IReadOnlyList<ScoredEndpoint> Suggested);
