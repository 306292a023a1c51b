namespace Versori.Connectors;

/// <summary>A difference between a response and what the definition states. It does not contain values.</summary>
public sealed record ResponseDrift
{
    /// <summary>
    /// The place in the content as a JSON pointer, with <c>*</c> for any item of a list, such as <c>/data/*/id</c>.
    /// Empty for the whole content, its status or its media type.
    /// </summary>
    public required string Location { get; init; }

    /// <summary>What was expected.</summary>
    public required string Message { get; init; }

    /// <summary>How often the difference was found, in several items of a list. Default: 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The place and what was expected.</summary>
    public override string ToString() => Location.Length == 0 ? Message : $"{Location}: {Message}";
}
