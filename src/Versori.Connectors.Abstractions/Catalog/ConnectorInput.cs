using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A value that each connection supplies besides its credentials, such as a store name, region or tenant.
/// </summary>
public sealed record ConnectorInput
{
    /// <summary>The name that expressions use: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What to enter and where to find it.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Whether a connection needs a value for the input. Default: yes. It has no effect if <see cref="Default"/> is
    /// set, because the default is then used when no value is given.
    /// </summary>
    public bool Required { get; init; } = true;

    /// <summary>The value that is used when none is given. Default: none.</summary>
    public string? Default { get; init; }

    /// <summary>A regular expression that the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only values that are allowed. Empty: any.</summary>
    public IReadOnlyList<string> AllowedValues
    {
        get;
        init => field = ValueList<string>.Of(value);
    } = ValueList<string>.Empty;
}
