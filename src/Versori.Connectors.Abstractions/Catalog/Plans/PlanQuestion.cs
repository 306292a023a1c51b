using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A point of a plan that a person has to decide. <see cref="IntegrationPlan.AnswerQuestion"/> answers it, and planning
/// again with that plan uses the answer.
/// </summary>
[JsonConverter(typeof(PlanQuestionConverter))]
public sealed record PlanQuestion
{
    /// <summary>
    /// What identifies the question within its connector, such as <c>server</c>. Plans for the same requirements and
    /// sources have the same ids. Empty for a question that cannot be answered by planning again.
    /// </summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The question, as text for people.</summary>
    public required string Text { get; init; }

    /// <summary>How much the plan gains from the answer. Default: <see cref="QuestionImportance.Optional"/>.</summary>
    public QuestionImportance Importance { get; init; }

    /// <summary>The possible answers. Empty: any text.</summary>
    public IReadOnlyList<string> Options
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>What is assumed without an answer; <see langword="null"/> if nothing is.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it was answered. Default: <see cref="QuestionState.Open"/>.</summary>
    public QuestionState State { get; init; }

    /// <summary>The answer; <see langword="null"/> unless the question was answered.</summary>
    public string? Answer { get; init; }

    /// <summary>
    /// What it is about: the id of an endpoint or of an auth method, an origin, or words of the requirements;
    /// <see langword="null"/> for the whole connector.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>Creates a question that is only a text.</summary>
    /// <param name="text">The question.</param>
    public static implicit operator PlanQuestion(string text) => FromString(text);

    /// <summary>Creates a question that is only a text.</summary>
    /// <param name="text">The question.</param>
    public static PlanQuestion FromString(string text) => new() { Text = text };

    /// <summary>Returns the question's text.</summary>
    public override string ToString() => Text;
}
