namespace Versori.Connectors;

/// <summary>The content that an endpoint accepts.</summary>
public sealed record EndpointRequestBody
{
    /// <summary>The media type of the content. Default: <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether a call needs the content. Default: no.</summary>
    public bool Required { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of the content.</summary>
    public JsonSchema? Schema { get; init; }
}
