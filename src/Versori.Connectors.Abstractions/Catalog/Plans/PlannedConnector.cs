using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One connector of a plan.</summary>
public sealed record PlannedConnector
{
    /// <summary>The name that the integration's code will use for it.</summary>
    public required string TemplateName { get; init; }

    /// <summary>
    /// The connector, with just the endpoints that the integration needs, and the one that credentials are tried with.
    /// </summary>
    public required ConnectorDefinition Definition { get; init; }

    /// <summary>The ids of the endpoints that the integration needs; empty: all of the definition's.</summary>
    public IReadOnlyList<string> Endpoints { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Whether all use one connection, or each end user has one.</summary>
    public TemplateSharing Sharing { get; init; }

    /// <summary>What the sources and the requirements leave unknown, for a person to answer; the plan can be applied all the same.</summary>
    public IReadOnlyList<string> OpenQuestions { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}
