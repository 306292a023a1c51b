using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The content that an endpoint accepts.</summary>
public sealed record EndpointRequestBody
{
    /// <summary>
    /// The media type of the content, which is used unless a call chooses one of <see cref="Alternatives"/>. Default:
    /// <c>application/json</c>.
    /// </summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether a call needs the content. Default: no.</summary>
    public bool Required { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of the content.</summary>
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

    /// <summary>The further media types that the endpoint accepts.</summary>
    public IReadOnlyList<EndpointContent> Alternatives
    {
        get;
        init => field = ValueList<EndpointContent>.Of(value);
    } = ValueList<EndpointContent>.Empty;
}
