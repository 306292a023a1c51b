using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>What follows from a person's decision about a question.</summary>
/// <param name="Draft">The draft with the question's new state.</param>
/// <param name="Edit">The edit that follows; <see langword="null"/> if nothing does.</param>
/// <param name="Question">The question's text.</param>
internal sealed record QuestionDecision(PlannedConnector Draft, DraftEdit? Edit, string Question)
{
    public static QuestionDecision Of(OpenSystem system, string id, string? choice)
    {
        var question = system.Draft.OpenQuestions.FirstOrDefault(other => other.Id == id && id.Length > 0)
            ?? throw ConversationErrors.Of(
                ConnectorErrorCode.NotFound, $"The draft has no question '{id}'.", "question");
        choice = choice?.Trim();
        if (choice is not null && question.Options.Count > 0
            && !question.Options.Contains(choice, StringComparer.Ordinal))
        {
            throw ConversationErrors.Invalid(
                $"Choose one of: {string.Join(", ", question.Options)}.", "choice");
        }

        var decided = question with
        {
            Answer = choice,
            State = choice is null ? QuestionState.Ignored : QuestionState.Answered,
        };
        var draft = system.Draft with
        {
            OpenQuestions = [.. system.Draft.OpenQuestions.Select(other => other == question ? decided : other)],
        };
        return new(draft, choice is null ? null : EditOf(system, decided, choice), question.Text);
    }

    private static DraftEdit? EditOf(OpenSystem system, PlanQuestion question, string choice)
    {
        var id = question.Id;
        if (QuestionIds.IsExplanation(id)) return null;
        if (StartsWith(id, QuestionIds.Write) || StartsWith(id, QuestionIds.Use))
        {
            var isThere = system.Draft.Endpoints.Contains(choice, StringComparer.Ordinal);
            return choice == QuestionIds.None || isThere
                ? null
                : new() { Kind = DraftEditKind.AddEndpoints, Values = [choice] };
        }

        if (StartsWith(id, QuestionIds.Origin)) return Refused(system, id[QuestionIds.Origin.Length..], choice);
        var changed = SettledDefinition.Of(system.Draft.Definition, question)
            ?? throw ConversationErrors.Invalid($"'{choice}' cannot be used. {question.Text}", "choice");
        return changed == system.Draft.Definition
            ? null
            : new()
            {
                Kind = DraftEditKind.ChangeDefinition,
                Overlay = JsonFragment.Parse(OpenApiOverlay.Record(system.Draft.Definition, changed).ToJson()),
            };
    }

    private static DraftEdit? Refused(OpenSystem system, string origin, string choice)
    {
        if (choice != QuestionIds.No) return null;
        var there = system.Draft.Definition.Endpoints
            .Where(endpoint => endpoint.BaseUrl is { } url && OpenQuestions.OriginOf(url) == origin)
            .Select(endpoint => endpoint.Id)
            .Where(endpoint => system.Draft.Endpoints.Contains(endpoint, StringComparer.Ordinal))
            .ToList();
        return there.Count == 0 ? null : new() { Kind = DraftEditKind.RemoveEndpoints, Values = there };
    }

    private static bool StartsWith(string id, string start) => id.StartsWith(start, StringComparison.Ordinal);
}
