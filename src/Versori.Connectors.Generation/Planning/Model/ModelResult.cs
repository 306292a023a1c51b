namespace Versori.Connectors.Generation.Planning;

/// <summary>What a chat model contributes to a plan.</summary>
/// <param name="Endpoints">
/// The endpoints of each source with the model's reason; <see langword="null"/> for a source without a choice.
/// </param>
/// <param name="NotNeeded">For each source, whether the model called it unnecessary.</param>
/// <param name="Questions">The model's questions, and the problems of its answer, for each source.</param>
/// <param name="Warnings">What went wrong as a whole.</param>
/// <param name="Usage">What it cost.</param>
internal sealed record ModelResult(
    IReadOnlyList<IReadOnlyList<(ConnectorEndpoint Endpoint, string Why)>?> Endpoints,
    IReadOnlyList<bool> NotNeeded,
    IReadOnlyList<List<PlanQuestion>> Questions,
    IReadOnlyList<string> Warnings,
    PlanModelUsage Usage);
