using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What would change for a template if it used another version of its connector.</summary>
public sealed record TemplateUpgrade
{
    /// <summary>The template.</summary>
    public required TemplateId Template { get; init; }

    /// <summary>The version that it uses: the one it is pinned to, or the newest.</summary>
    public required int FromVersion { get; init; }

    /// <summary>The version that it would use.</summary>
    public required int ToVersion { get; init; }

    /// <summary>The changes that concern it, with their impact.</summary>
    public IReadOnlyList<DefinitionChange> Changes
    {
        get;
        init => field = ValueList<DefinitionChange>.Of(value);
    } = ValueList<DefinitionChange>.Empty;

    /// <summary>The greatest impact of the changes.</summary>
    public ChangeImpact Impact { get; init; }

    /// <summary>
    /// The ids of its endpoints that the other version does not have. It cannot be moved until they are removed from
    /// the template.
    /// </summary>
    public IReadOnlyList<string> MissingEndpoints
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;

    /// <summary>
    /// The ids of auth methods that it accepts and the other version does not have. Connections with them go on with
    /// their snapshots.
    /// </summary>
    public IReadOnlyList<string> MissingAuthMethods
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;
}
