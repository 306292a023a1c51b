namespace Versori.Connectors;

/// <summary>The content that an endpoint takes.</summary>
public sealed record EndpointRequestBody
{
    /// <summary>The media type it is sent as.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether a call cannot be made without it.</summary>
    public bool Required { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The JSON Schema of the content.</summary>
    public JsonSchema? Schema { get; init; }
}
