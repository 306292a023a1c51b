namespace Versori.Connectors;

/// <summary>
/// A scheme that the host implements. A handler that the host registers by name with <c>AddWebhookHandler</c> checks
/// the deliveries.
/// </summary>
public sealed record CustomWebhookScheme : WebhookScheme
{
    /// <summary>The name under which the handler is registered; case-sensitive.</summary>
    public required string Handler { get; init; }

    /// <summary>The handler's settings: a JSON object without secrets. Default: an empty object.</summary>
    public JsonFragment Settings { get; init => field = value ?? JsonFragment.Empty; } = JsonFragment.Empty;
}
