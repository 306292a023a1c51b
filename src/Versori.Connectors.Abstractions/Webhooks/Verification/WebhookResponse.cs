using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The host's response to a challenge.</summary>
public sealed record WebhookResponse
{
    /// <summary>The status code. Always 200.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>
    /// The media type of the body: <c>text/plain</c> or <c>application/json</c>, never one that a browser would
    /// execute.
    /// </summary>
    public string ContentType { get; init; } = "text/plain; charset=utf-8";

    /// <summary>The body. It may be empty.</summary>
    public string Body { get; init; } = "";

    /// <summary>Headers to set.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = ValueMap<string>.Of(value);
    } = ValueMap<string>.Empty;
}
