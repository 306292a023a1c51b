namespace Versori.Connectors;

/// <summary>A known response of an endpoint.</summary>
public sealed record EndpointResponse
{
    /// <summary>The status code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The media type of the content, if any.</summary>
    public string? ContentType { get; init; }

    /// <summary>The JSON Schema of the content.</summary>
    public JsonSchema? Schema { get; init; }
}
