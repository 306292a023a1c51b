namespace Versori.Connectors.Generation.Planning;

/// <summary>Combines what comparing words selected with what the host's chat client chose.</summary>
/// <param name="selections">The selections by words, with those of the chat client.</param>
/// <param name="notNeeded">For each source, whether the plan leaves it out.</param>
/// <param name="questions">Further questions for each source.</param>
/// <param name="usage">What the chat client did; <see langword="null"/> without one.</param>
/// <param name="warnings">What went wrong.</param>
internal sealed class ModelRefinement(
    IReadOnlyList<SourceSelection> selections,
    IReadOnlyList<bool> notNeeded,
    IReadOnlyList<List<PlanQuestion>> questions,
    PlanModelUsage? usage,
    IReadOnlyList<string> warnings)
{
    public IReadOnlyList<SourceSelection> Selections => selections;

    public IReadOnlyList<bool> NotNeeded => notNeeded;

    public IReadOnlyList<List<PlanQuestion>> Questions => questions;

    public PlanModelUsage? Usage => usage;

    public IReadOnlyList<string> Warnings => warnings;

    public static async Task<ModelRefinement> OfAsync(
        PlanModel model,
        string requirements,
        IReadOnlyList<string> answers,
        IReadOnlyList<string> names,
        IReadOnlyList<ConnectorDefinition> definitions,
        LexicalEndpointSelector selector,
        int maximum,
        EmbeddingRanker? embeddings,
        CancellationToken cancellationToken)
    {
        var byWords = selector.Select(maximum);
        if (!model.HasChat)
        {
            return new(
                byWords,
                [.. names.Select(_ => false)],
                [.. names.Select(_ => new List<PlanQuestion>())],
                usage: null,
                embeddings?.Warnings ?? []);
        }

        var candidates = selector.Candidates();
        var sources = names.Select((name, at) => new ModelSource(
            name,
            definitions[at],
            [
                .. byWords[at].Chosen.Concat(byWords[at].Suggested).Select(item => item.Endpoint)
                    .Concat(candidates[at])
                    .Distinct<ConnectorEndpoint>(ReferenceEqualityComparer.Instance),
            ])).ToList();
        var result = await model.Planner(maximum).ChooseAsync(
            requirements,
            answers,
            sources,
            [.. byWords.Select(selection => selection.Chosen.Count > 0)],
            embeddings,
            cancellationToken).ConfigureAwait(false);
        var combined = byWords.Select((selection, at) => result.Endpoints[at] is { } chosen
            ? Combine(selection, chosen, at, definitions[at], selector, result.Questions[at])
            : selection).ToList();
        var notNeeded = names.Where((_, at) => result.NotNeeded[at]).ToList();
        return new(
            combined,
            result.NotNeeded,
            result.Questions,
            result.Usage with { NotNeeded = notNeeded },
            [
                .. embeddings?.Warnings ?? [],
                .. result.Warnings,
                .. notNeeded.Select(name => $"The chat client called '{name}' unnecessary, so the plan leaves it out."),
            ]);
    }

    private static SourceSelection Combine(
        SourceSelection selection,
        IReadOnlyList<(ConnectorEndpoint Endpoint, string Why)> named,
        int source,
        ConnectorDefinition definition,
        LexicalEndpointSelector selector,
        List<PlanQuestion> questions)
    {
        var chosen = new List<ScoredEndpoint>();
        var held = new List<ScoredEndpoint>();
        foreach (var (endpoint, why) in named)
        {
            if (selection.Chosen.FirstOrDefault(item => item.Endpoint == endpoint) is { } both)
            {
                chosen.Add(both);
                continue;
            }

            var suggested = selection.Suggested.FirstOrDefault(item => item.Endpoint == endpoint);
            var own = new ScoredEndpoint(
                endpoint,
                suggested?.Score ?? 0,
                why.Length == 0 ? "Chosen by the chat client." : $"Chosen by the chat client: {why}",
                !WriteRules.IsRead(new(endpoint))) { IsModelChoice = true };
            var question = ModelGuard.Question(endpoint, source, definition, selector);
            if (question is null)
            {
                chosen.Add(own);
                continue;
            }

            questions.Add(question);
            held.Add(own with { IsModelChoice = false });
        }

        // If everything was held back, the choice by words stays.
        if (chosen.Count == 0) return selection with { Suggested = [.. held, .. Without(selection.Suggested, held)] };
        var others = Without(Without([.. selection.Chosen, .. selection.Suggested], chosen), held);
        return selection with { Chosen = chosen, Suggested = [.. held, .. others] };
    }

    private static IReadOnlyList<ScoredEndpoint> Without(
        IEnumerable<ScoredEndpoint> items, List<ScoredEndpoint> others) =>
        [.. items.Where(item => !others.Exists(other => other.Endpoint == item.Endpoint))];
}
