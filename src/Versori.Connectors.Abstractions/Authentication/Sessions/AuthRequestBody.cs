using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>
/// The content of a <see cref="AuthRequest"/>. Exactly one of <see cref="Json"/>, <see cref="Form"/>,
/// <see cref="Xml"/> and <see cref="Text"/> is set.
/// </summary>
public sealed record AuthRequestBody
{
    /// <summary>
    /// JSON of any shape. Every text value in it is an expression, and its result always stays one JSON text.
    /// </summary>
    public JsonFragment? Json { get; init; }

    /// <summary>Fields of <c>application/x-www-form-urlencoded</c>. The values are expressions.</summary>
    public IReadOnlyDictionary<string, string>? Form
    {
        get;
        init => field = value is null ? null : ValueMap<string>.Of(value);
    }

    /// <summary>
    /// XML: an expression. Values are escaped, so that they stay text or the value of an attribute (XML 1.0 §2.4).
    /// </summary>
    public string? Xml { get; init; }

    /// <summary>Any text: an expression. Values are not encoded.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The media type, such as <c>application/soap+xml</c>. Default: the usual one of the content that is set.
    /// </summary>
    public string? ContentType { get; init; }
}
