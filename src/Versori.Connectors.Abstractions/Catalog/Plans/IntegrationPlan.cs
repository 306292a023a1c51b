using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The needs of an integration: which systems, which of their endpoints, and what is still unknown. Applying the plan
/// creates central connectors that do not exist yet and links templates that contain just those endpoints.
/// </summary>
public sealed record IntegrationPlan
{
    /// <summary>The requirements in plain language from which the plan was made.</summary>
    public string? Requirements { get; init; }

    /// <summary>The connectors that the integration needs, with unique template names.</summary>
    public IReadOnlyList<PlannedConnector> Connectors
    {
        get;
        init => field = ValueList<PlannedConnector>.Of(value);
    } = ValueList<PlannedConnector>.Empty;

    /// <summary>
    /// What the host's chat client did for the plan; <see langword="null"/> if there is none. Default:
    /// <see langword="null"/>.
    /// </summary>
    public PlanModelUsage? Model { get; init; }

    /// <summary>
    /// What went wrong without preventing the plan, as text for people: an embedding generator or a chat client that
    /// failed, a limit that was reached. Default: none.
    /// </summary>
    public IReadOnlyList<string> Warnings
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// Whether a person has decided something that the plan does not follow yet: an answer, or an endpoint that was
    /// chosen or left out. Planning again with this plan as the previous one follows it; until then the plan cannot be
    /// applied. Default: no.
    /// </summary>
    public bool HasNewDecisions { get; init; }

    /// <summary>
    /// Returns a copy in which a question is answered or ignored. Planning again with the copy as the previous plan
    /// uses the answer, see <see cref="HasNewDecisions"/>.
    /// </summary>
    /// <param name="templateName">The template name of the connector with the question.</param>
    /// <param name="questionId">The question's id.</param>
    /// <param name="answer">The answer; <see langword="null"/> to ignore the question and keep its default.</param>
    /// <exception cref="ArgumentException">
    /// The plan has no such question, or the answer is not one of its options.
    /// </exception>
    public IntegrationPlan AnswerQuestion(string templateName, string questionId, string? answer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(templateName);
        ArgumentException.ThrowIfNullOrWhiteSpace(questionId);
        var connector = Connectors.FirstOrDefault(planned => planned.TemplateName == templateName);
        var question = connector?.OpenQuestions.FirstOrDefault(other => other.Id == questionId);
        if (connector is null || question is null)
        {
            throw new ArgumentException(
                $"The plan has no question '{questionId}' for '{templateName}'.", nameof(questionId));
        }

        var isFree = answer is null || question.Options.Count == 0;
        if (!isFree && !question.Options.Contains(answer, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The answer must be one of: {string.Join(", ", question.Options)}.", nameof(answer));
        }

        var answered = question with
        {
            Answer = answer,
            State = answer is null ? QuestionState.Ignored : QuestionState.Answered,
        };
        var changed = connector with
        {
            OpenQuestions = [.. connector.OpenQuestions.Select(other => other == question ? answered : other)],
        };
        return this with
        {
            Connectors = [.. Connectors.Select(other => other == connector ? changed : other)],
            HasNewDecisions = HasNewDecisions || (answer ?? question.Default) != (question.Answer ?? question.Default),
        };
    }

    /// <summary>
    /// Returns a copy in which a person has chosen a suggested endpoint. Planning again with the copy as the previous
    /// plan adds it to the definition, with the scopes, questions and suggestions that follow from it. This copy is
    /// otherwise the same, and cannot be applied (<see cref="HasNewDecisions"/>).
    /// </summary>
    /// <param name="templateName">The template name of the connector.</param>
    /// <param name="endpointId">The id of a suggested or chosen endpoint.</param>
    /// <param name="confirmed">
    /// Whether the person has confirmed that the integration may write. Needed for endpoints with
    /// <see cref="PlannedEndpoint.RequiresConfirmation"/>. Default: no.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The plan neither suggests nor has the endpoint, or it writes and that is not confirmed.
    /// </exception>
    public IntegrationPlan ChooseEndpoint(string templateName, string endpointId, bool confirmed = false)
    {
        var (connector, endpoint) = Find(templateName, endpointId);
        if (endpoint.RequiresConfirmation && !confirmed)
        {
            throw new ArgumentException(
                $"'{endpointId}' writes. A person has to confirm it before it is chosen.", nameof(confirmed));
        }

        return Tick(connector, endpointId, isChosen: true);
    }

    /// <summary>
    /// Returns a copy in which a person has left out a chosen endpoint. Planning again with the copy as the previous
    /// plan removes it from the definition, with everything that only it needed, and suggests it. This copy is
    /// otherwise the same, and cannot be applied (<see cref="HasNewDecisions"/>).
    /// </summary>
    /// <param name="templateName">The template name of the connector.</param>
    /// <param name="endpointId">The id of a chosen or suggested endpoint.</param>
    /// <exception cref="ArgumentException">The plan neither has nor suggests the endpoint.</exception>
    public IntegrationPlan LeaveOutEndpoint(string templateName, string endpointId) =>
        Tick(Find(templateName, endpointId).Connector, endpointId, isChosen: false);

    private (PlannedConnector Connector, PlannedEndpoint Endpoint) Find(string templateName, string endpointId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(templateName);
        ArgumentException.ThrowIfNullOrWhiteSpace(endpointId);
        var connector = Connectors.FirstOrDefault(planned => planned.TemplateName == templateName)
            ?? throw new ArgumentException($"The plan has no connector '{templateName}'.", nameof(templateName));
        var endpoint = connector.Choices.Concat(connector.Suggestions)
            .FirstOrDefault(other => other.EndpointId == endpointId)
            ?? throw new ArgumentException(
                $"The plan neither has nor suggests '{endpointId}' of '{templateName}'.", nameof(endpointId));
        return (connector, endpoint);
    }

    private IntegrationPlan Tick(PlannedConnector connector, string endpointId, bool isChosen)
    {
        var changed = connector with
        {
            Ticks =
            [
                .. connector.Ticks.Where(tick => tick.EndpointId != endpointId),
                new EndpointTick { EndpointId = endpointId, IsChosen = isChosen },
            ],
        };
        return this with
        {
            Connectors = [.. Connectors.Select(other => ReferenceEquals(other, connector) ? changed : other)],
            HasNewDecisions = HasNewDecisions
                || connector.Choices.Any(choice => choice.EndpointId == endpointId) != isChosen,
        };
    }
}
