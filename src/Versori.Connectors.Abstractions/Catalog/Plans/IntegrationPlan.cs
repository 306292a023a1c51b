using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// What an integration needs: which systems, which of their endpoints, and what is still unknown. Applying it creates the
/// central connectors on first use and links templates that hold just those endpoints.
/// </summary>
public sealed record IntegrationPlan
{
    /// <summary>The requirements in plain language that the plan was made from.</summary>
    public string? Requirements { get; init; }

    /// <summary>The connectors that the integration needs, by unique template name.</summary>
    public IReadOnlyList<PlannedConnector> Connectors { get; init => field = ValueList<PlannedConnector>.Of(value); } = ValueList<PlannedConnector>.Empty;
}
