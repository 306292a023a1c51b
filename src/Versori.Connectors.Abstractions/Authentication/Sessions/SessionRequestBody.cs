using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The content of a <see cref="SessionRequest"/>: exactly one of its forms is set.</summary>
public sealed record SessionRequestBody
{
    /// <summary>JSON of any shape; every text value in it is a template, and stays one JSON text whatever is filled in.</summary>
    public JsonFragment? Json { get; init; }

    /// <summary>Fields of <c>application/x-www-form-urlencoded</c>; the values are templates.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init => field = value is null ? null : ValueMap<string>.Of(value); }

    /// <summary>XML: a template; values are escaped so that they stay text or an attribute's value (XML 1.0 §2.4).</summary>
    public string? Xml { get; init; }

    /// <summary>Any text: a template; values are not encoded.</summary>
    public string? Text { get; init; }

    /// <summary>The media type, where it is not the usual one of the form, such as <c>application/soap+xml</c>.</summary>
    public string? ContentType { get; init; }
}
