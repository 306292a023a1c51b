using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Something that each connection supplies besides its credentials, such as a store name, region or tenant.</summary>
public sealed record ConnectorInput
{
    /// <summary>The name that templates use: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What to enter and where to find it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a connection cannot be made without it. Default: yes, unless there is a default value.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The value when none is given.</summary>
    public string? Default { get; init; }

    /// <summary>A regular expression that the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only values allowed; empty: any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;
}
