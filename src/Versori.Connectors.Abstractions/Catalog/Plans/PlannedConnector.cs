using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One connector of a plan.</summary>
public sealed record PlannedConnector
{
    /// <summary>The name by which the integration's code will refer to the connector.</summary>
    public required string TemplateName { get; init; }

    /// <summary>
    /// The connector, with just the endpoints that the integration needs and the one that checks credentials.
    /// </summary>
    public required ConnectorDefinition Definition { get; init; }

    /// <summary>The ids of the endpoints that the integration needs. Empty: all endpoints of the definition.</summary>
    public IReadOnlyList<string> Endpoints
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>The chosen endpoints with their scores and reasons, in the order of <see cref="Endpoints"/>.</summary>
    public IReadOnlyList<PlannedEndpoint> Choices
    {
        get;
        init => field = ValueList<PlannedEndpoint>.Of(value);
    } = ValueList<PlannedEndpoint>.Empty;

    /// <summary>
    /// Endpoints of the source that were not chosen and may be needed too, the best first. To use one, choose it
    /// (<see cref="IntegrationPlan.ChooseEndpoint"/>) or name it in the requirements, and plan again.
    /// </summary>
    public IReadOnlyList<PlannedEndpoint> Suggestions
    {
        get;
        init => field = ValueList<PlannedEndpoint>.Of(value);
    } = ValueList<PlannedEndpoint>.Empty;

    /// <summary>Whether all users share one connection or each end user has one.</summary>
    public TemplateSharing Sharing { get; init; }

    /// <summary>
    /// Questions that the sources and the requirements leave open, for a person to answer, the important ones first.
    /// The plan can be applied before they are answered. Questions that were answered or ignored stay, with their
    /// state.
    /// </summary>
    public IReadOnlyList<PlanQuestion> OpenQuestions
    {
        get;
        init => field = ValueList<PlanQuestion>.Of(value);
    } = ValueList<PlanQuestion>.Empty;

    /// <summary>
    /// What a person decided about single endpoints (<see cref="IntegrationPlan.ChooseEndpoint"/>,
    /// <see cref="IntegrationPlan.LeaveOutEndpoint"/>), the last decision about each. Planning again follows it.
    /// Default: nothing.
    /// </summary>
    public IReadOnlyList<EndpointTick> Ticks
    {
        get;
        init => field = ValueList<EndpointTick>.Of(value);
    } = ValueList<EndpointTick>.Empty;
}
