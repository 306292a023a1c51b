namespace Versori.Connectors;

/// <summary>The location of a value in a webhook's request.</summary>
public sealed record WebhookValue
{
    /// <summary>The part of the request. Default: a header.</summary>
    public WebhookValueLocation In { get; init; }

    /// <summary>The name of the header or query parameter, or a JSON pointer (RFC 6901) into the body.</summary>
    public required string At { get; init; }

    /// <summary>The location of a value in a header.</summary>
    public static WebhookValue Header(string name) => new() { At = name };

    /// <summary>The location of a value in the query.</summary>
    public static WebhookValue Query(string name) => new() { In = WebhookValueLocation.Query, At = name };

    /// <summary>The location of a value in the body's JSON.</summary>
    /// <param name="pointer">A JSON pointer (RFC 6901).</param>
    public static WebhookValue Body(string pointer) => new() { In = WebhookValueLocation.Body, At = pointer };
}
