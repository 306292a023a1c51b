namespace Versori.Connectors;

/// <summary>The settings of example arguments.</summary>
public sealed record ExampleOptions
{
    /// <summary>
    /// Whether optional parameters and fields are included, too. Default: no, only what a call needs.
    /// </summary>
    public bool IncludesOptional { get; init; }

    /// <summary>
    /// Whether examples of the document are left out, so that values are made from schemas alone. Default: no.
    /// </summary>
    public bool IgnoresExamples { get; init; }

    /// <summary>
    /// The media type of the body, one of those that the endpoint accepts. Default: the first one of the definition.
    /// </summary>
    public string? ContentType { get; init; }
}
