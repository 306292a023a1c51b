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
}
