using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>A known response of an endpoint.</summary>
public sealed record EndpointResponse
{
    /// <summary>The status code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The media type of the content, if any. Calls request it (<c>Accept</c>) unless they choose another one. If
    /// successful responses of an endpoint have JSON and XML, JSON is preferred. To prefer XML, make it the media type
    /// of the response and list JSON in <see cref="Alternatives"/>, or set the <c>Accept</c> header of the definition.
    /// </summary>
    public string? ContentType { get; init; }

    /// <summary>The JSON Schema of the content.</summary>
    public JsonSchema? Schema { get; init; }

    /// <summary>
    /// The JSON Schema of each item of a sequential media type, such as <c>text/event-stream</c> (OpenAPI 3.2 §4.14).
    /// </summary>
    public JsonSchema? ItemSchema { get; init; }

    /// <summary>An example of the content, if the document has one.</summary>
    public JsonFragment? Example { get; init; }

    /// <summary>The further media types in which the endpoint can send the response.</summary>
    public IReadOnlyList<EndpointContent> Alternatives
    {
        get;
        init => field = ValueList<EndpointContent>.Of(value);
    } = ValueList<EndpointContent>.Empty;
}
