namespace Versori.Connectors.Generation.Planning;

/// <summary>What was answered since an earlier plan.</summary>
/// <param name="previous">The earlier plan, if there is one.</param>
internal sealed class QuestionAnswers(IntegrationPlan? previous)
{
    private const int LongestShown = 100;

    private readonly HashSet<(string Template, string Question)> _unusable = [];

    /// <summary>
    /// Returns the requirements with the answers that explain them. They follow in sentences of their own.
    /// </summary>
    public string Explain(string requirements)
    {
        var explanations = (previous?.Connectors ?? [])
            .SelectMany(connector => connector.OpenQuestions)
            .Where(question => question.State == QuestionState.Answered && QuestionIds.IsExplanation(question.Id))
            .Select(question => question.Answer)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        return string.Join('\n', explanations.Prepend(requirements));
    }

    /// <summary>Returns the questions that were answered with a text, each with its answer.</summary>
    public IReadOnlyList<string> Explanations() =>
    [
        .. (previous?.Connectors ?? [])
            .SelectMany(connector => connector.OpenQuestions)
            .Where(question => question is { State: QuestionState.Answered, Answer: not null }
                && QuestionIds.IsExplanation(question.Id))
            .Select(question => $"{question.Text} {question.Answer}")
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Returns a connector's endpoints that a person chose.</summary>
    public IEnumerable<ConnectorEndpoint> Chosen(string template, ConnectorDefinition definition) =>
        Answered(template)
            .Where(question => question.Id.StartsWith(QuestionIds.Write, StringComparison.Ordinal)
                || question.Id.StartsWith(QuestionIds.Use, StringComparison.Ordinal))
            // It means none of the options, even if an endpoint has that id.
            .Where(question => question.Answer != QuestionIds.None)
            .Select(question => definition.Endpoints.FirstOrDefault(endpoint => endpoint.Id == question.Answer))
            .OfType<ConnectorEndpoint>();

    /// <summary>What a person decided about single endpoints of a connector.</summary>
    public IReadOnlyList<EndpointTick> Ticks(string template) =>
        previous?.Connectors.FirstOrDefault(connector => connector.TemplateName == template)?.Ticks ?? [];

    /// <summary>Returns a connector's endpoints that a person ticked, as chosen or as left out.</summary>
    public IEnumerable<ConnectorEndpoint> Ticked(string template, ConnectorDefinition definition, bool isChosen)
    {
        var ids = Ticks(template).Where(tick => tick.IsChosen == isChosen)
            .Select(tick => tick.EndpointId)
            .ToHashSet(StringComparer.Ordinal);
        return ids.Count == 0 ? [] : definition.Endpoints.Where(endpoint => ids.Contains(endpoint.Id));
    }

    /// <summary>
    /// Returns the definition with what was answered about it: its URLs, how it authenticates, and the scopes. An
    /// answer that cannot be used changes nothing, and its question is open again.
    /// </summary>
    public ConnectorDefinition Apply(string template, ConnectorDefinition definition)
    {
        foreach (var question in Answered(template))
        {
            if (SettledDefinition.Of(definition, question) is { } changed) definition = changed;
            else _unusable.Add((template, question.Id));
        }

        return definition;
    }

    /// <summary>Returns the answer to a question about a connector; <see langword="null"/> if there is none.</summary>
    public string? AnswerTo(string template, string question) =>
        Answered(template).FirstOrDefault(answered => answered.Id == question)?.Answer;

    /// <summary>Whether a person refused that an endpoint receives credentials at its own origin.</summary>
    public bool Refuses(string template, ConnectorEndpoint endpoint) =>
        endpoint.BaseUrl is { } url
        && Answered(template).Any(question =>
            question.Id == QuestionIds.Origin + OpenQuestions.OriginOf(url) && question.Answer == QuestionIds.No);

    /// <summary>
    /// Returns the questions with the state of those that were answered or ignored before. Answered questions that the
    /// answer has removed stay.
    /// </summary>
    public IEnumerable<PlanQuestion> Keep(string template, IEnumerable<PlanQuestion> questions)
    {
        var before = Of(template).Where(question => question.State != QuestionState.Open && question.Id.Length > 0)
            .DistinctBy(question => question.Id, StringComparer.Ordinal)
            .ToDictionary(question => question.Id, StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (_unusable.Contains((template, question.Id)))
            {
                var answer = before.Remove(question.Id, out var unusable) ? unusable.Answer : null;
                yield return question with { Text = $"{question.Text} The answer '{Cut(answer)}' cannot be used." };
                continue;
            }

            yield return before.Remove(question.Id, out var known)
                ? question with { State = known.State, Answer = known.Answer }
                : question;
        }

        foreach (var question in before.Values) yield return question;
    }

    private static string Cut(string? answer) =>
        answer is { Length: > LongestShown } ? answer[..LongestShown] : answer ?? "";

    private IEnumerable<PlanQuestion> Answered(string template) =>
        Of(template).Where(question => question is { State: QuestionState.Answered, Answer: not null });

    private IEnumerable<PlanQuestion> Of(string template) =>
        previous?.Connectors.FirstOrDefault(connector => connector.TemplateName == template)?.OpenQuestions ?? [];
}
