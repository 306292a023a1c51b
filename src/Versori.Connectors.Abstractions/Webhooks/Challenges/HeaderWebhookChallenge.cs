namespace Versori.Connectors;

/// <summary>
/// The system sends a header and expects it in the response, as Asana does with <c>X-Hook-Secret</c>.
/// </summary>
public sealed record HeaderWebhookChallenge : WebhookChallenge
{
    /// <summary>The name of the header.</summary>
    public required string Header { get; init; }

    /// <summary>
    /// The name of the response header that returns the value. Default: the same as <see cref="Header"/>.
    /// </summary>
    public string? ResponseHeader { get; init; }
}
