namespace Versori.Connectors.Generation.Planning;

/// <summary>The endpoints of one source that a requirement needs.</summary>
/// <param name="Chosen">The chosen endpoints, the best first.</param>
/// <param name="Suggested">Further endpoints that may be needed, the best first.</param>
/// <param name="Undecided">The parts of the requirement for which a person has to decide.</param>
internal sealed record SourceSelection(
    IReadOnlyList<ScoredEndpoint> Chosen,
    IReadOnlyList<ScoredEndpoint> Suggested,
    IReadOnlyList<UndecidedWrite> Undecided);
