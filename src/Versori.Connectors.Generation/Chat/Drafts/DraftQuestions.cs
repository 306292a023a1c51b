using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Planning;

namespace Versori.Connectors.Generation.Chat;

/// <summary>The open questions of a draft.</summary>
internal static class DraftQuestions
{
    private static readonly string[] OfConversation =
    [
        QuestionIds.Chat, QuestionIds.Write, QuestionIds.Use, QuestionIds.Words, QuestionIds.Purpose,
        QuestionIds.Missing,
    ];

    /// <summary>
    /// Returns what the source leaves open for the draft as it is now, the questions of the conversation, and those
    /// that were decided.
    /// </summary>
    public static IReadOnlyList<PlanQuestion> Of(
        PlannedConnector draft, ImportResult source, IReadOnlyList<PlanQuestion>? added = null)
    {
        var kept = draft.OpenQuestions
            .Where(question => question.State == QuestionState.Open && IsOfConversation(question))
            .Concat(added ?? [])
            .DistinctBy(question => question.Id, StringComparer.Ordinal)
            .ToList();
        var plan = new IntegrationPlan { Requirements = "", Connectors = [draft] };
        var fixedPoints = draft.Endpoints.Count == 0
            ? kept
            : OpenQuestions.Of(source, draft.Definition, UnmetRequirements.None, [], kept);
        return [.. new QuestionAnswers(plan).Keep(draft.TemplateName, fixedPoints)];
    }

    private static bool IsOfConversation(PlanQuestion question) =>
        Array.Exists(OfConversation, start => question.Id.StartsWith(start, StringComparison.Ordinal));
}
