using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A further media type of a request body or a response (OpenAPI 3.1 §4.8.14, Media Type Object).</summary>
public sealed record EndpointContent
{
    /// <summary>The media type, or a range such as <c>image/*</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>
    /// The JSON Schema of the content. Default: that of the first media type, unless the content is binary.
    /// </summary>
    public JsonSchema? Schema { get; init; }

    /// <summary>
    /// The JSON Schema of each item of a sequential media type, such as <c>application/jsonl</c> (OpenAPI 3.2 §4.14).
    /// </summary>
    public JsonSchema? ItemSchema { get; init; }

    /// <summary>How single fields of a form or a multipart body are written, by their names.</summary>
    public IReadOnlyDictionary<string, FieldEncoding> Encoding
    {
        get;
        init => field = ValueMap<FieldEncoding>.Of(value);
    } = ValueMap<FieldEncoding>.Empty;

    /// <summary>An example of the content, if the document has one.</summary>
    public JsonFragment? Example { get; init; }
}
