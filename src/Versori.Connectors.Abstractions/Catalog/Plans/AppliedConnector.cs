using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What applying a plan did for one of its connectors.</summary>
public sealed record AppliedConnector
{
    /// <summary>The name of the template.</summary>
    public required string TemplateName { get; init; }

    /// <summary>The key of the connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>What happened to the central connector.</summary>
    public PlanEffect Connector { get; init; }

    /// <summary>What happened to the integration's template.</summary>
    public PlanEffect Template { get; init; }

    /// <summary>The ids of the endpoints that the template did not have before.</summary>
    public IReadOnlyList<string> AddedEndpoints
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;
}
