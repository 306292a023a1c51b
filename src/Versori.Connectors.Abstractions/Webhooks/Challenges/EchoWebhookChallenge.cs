namespace Versori.Connectors;

/// <summary>
/// The system sends a value and expects it in the response, as Slack (<c>url_verification</c>) and Meta
/// (<c>hub.challenge</c>) do.
/// </summary>
public sealed record EchoWebhookChallenge : WebhookChallenge
{
    /// <summary>Where the value is that the response returns.</summary>
    public required WebhookValue Challenge { get; init; }

    /// <summary>
    /// Where the value is that marks the request as a challenge. Default: none, a request with a
    /// <see cref="Challenge"/> value is a challenge.
    /// </summary>
    public WebhookValue? When { get; init; }

    /// <summary>
    /// The expected value at <see cref="When"/>, such as <c>url_verification</c> or <c>subscribe</c>. Default: none,
    /// any value counts.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Where the verify token is, such as Meta's <c>hub.verify_token</c>. It must be one of the webhook's secrets of
    /// the kind <see cref="WebhookSecretKind.VerifyToken"/>. Default: none, no token is required.
    /// </summary>
    public WebhookValue? VerifyToken { get; init; }

    /// <summary>Whether the challenge must be signed like a delivery, as Slack's is. Default: no.</summary>
    public bool IsSigned { get; init; }

    /// <summary>
    /// The member of a JSON object in which the value is returned. Default: none, the value is returned as plain text.
    /// </summary>
    public string? ResponseField { get; init; }

    /// <summary>Slack's challenge: a signed <c>url_verification</c>.</summary>
    public static EchoWebhookChallenge Slack { get; } = new()
    {
        Challenge = WebhookValue.Body("/challenge"),
        When = WebhookValue.Body("/type"),
        Expected = "url_verification",
        IsSigned = true,
    };

    /// <summary>Meta's challenge: <c>hub.challenge</c> with a verify token.</summary>
    public static EchoWebhookChallenge Meta { get; } = new()
    {
        Challenge = WebhookValue.Query("hub.challenge"),
        When = WebhookValue.Query("hub.mode"),
        Expected = "subscribe",
        VerifyToken = WebhookValue.Query("hub.verify_token"),
    };
}
