using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What the changes of a definition mean for one template.</summary>
public sealed record TemplateImpact
{
    /// <summary>The template.</summary>
    public required TemplateId Template { get; init; }

    /// <summary>
    /// The version to which it is pinned: the changes reach it only when it is moved. <see langword="null"/>: it
    /// follows the newest version, and the changes reach it when they are published.
    /// </summary>
    public int? PinnedVersion { get; init; }

    /// <summary>The greatest impact of its changes.</summary>
    public ChangeImpact Impact { get; init; }

    /// <summary>
    /// The changes that concern it: those of its endpoints, of auth methods that it accepts, and of the connector.
    /// </summary>
    public IReadOnlyList<DefinitionChange> Changes
    {
        get;
        init => field = ValueList<DefinitionChange>.Of(value);
    } = ValueList<DefinitionChange>.Empty;
}
