namespace Versori.Connectors;

/// <summary>What a person decided about an endpoint of a plan (<see cref="IntegrationPlan.ChooseEndpoint"/>).</summary>
public sealed record EndpointTick
{
    /// <summary>The endpoint's id.</summary>
    public required string EndpointId { get; init; }

    /// <summary>Whether the plan has the endpoint: chosen, or left out.</summary>
    public required bool IsChosen { get; init; }
}
