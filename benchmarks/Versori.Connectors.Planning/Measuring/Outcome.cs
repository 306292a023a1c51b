namespace Versori.Connectors.Planning.Measuring;

/// <summary>What a plan holds of what a task needs.</summary>
/// <param name="Task">The task.</param>
/// <param name="Needed">The number of needs.</param>
/// <param name="Found">The needs within the first ten chosen or suggested endpoints of each system.</param>
/// <param name="FoundInPlan">The needs within the first ten of the whole plan, chosen endpoints first.</param>
/// <param name="Chosen">The chosen endpoints that count.</param>
/// <param name="Right">Those of them that the task needs.</param>
/// <param name="UnaskedWrites">The chosen endpoints that change something and that the task does not need.</param>
/// <param name="Missed">The needs that were not found.</param>
/// <param name="Plan">The plan's endpoints, for reading.</param>
internal sealed record Outcome(
    PlanningTask Task,
    int Needed,
    int Found,
    int FoundInPlan,
    int Chosen,
    int Right,
    IReadOnlyList<string> UnaskedWrites,
    IReadOnlyList<string> Missed,
    IReadOnlyList<string> Plan);
