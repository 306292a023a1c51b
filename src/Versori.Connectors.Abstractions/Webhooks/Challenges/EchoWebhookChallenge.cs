namespace Versori.Connectors;

/// <summary>The system sends a value and wants it back, as Slack (<c>url_verification</c>) and Meta (<c>hub.challenge</c>) do.</summary>
public sealed record EchoWebhookChallenge : WebhookChallenge
{
    /// <summary>Where the value stands that is sent back.</summary>
    public required WebhookValue Challenge { get; init; }

    /// <summary>Where a value stands that says that it is a challenge; none: that there is a value to send back.</summary>
    public WebhookValue? When { get; init; }

    /// <summary>What that value must be, such as <c>url_verification</c> or <c>subscribe</c>.</summary>
    public string? Expected { get; init; }

    /// <summary>Where the token stands that must be one of the webhook's secrets, as Meta's <c>hub.verify_token</c>.</summary>
    public WebhookValue? VerifyToken { get; init; }

    /// <summary>Whether the challenge must be signed like a delivery, as Slack's is. Default: no.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The member of a JSON object that the value is sent back in. Default: as plain text.</summary>
    public string? AnswerField { get; init; }

    /// <summary>As Slack asks: a signed <c>url_verification</c>.</summary>
    public static EchoWebhookChallenge Slack { get; } = new()
    {
        Challenge = WebhookValue.Body("/challenge"),
        When = WebhookValue.Body("/type"),
        Expected = "url_verification",
        IsSigned = true,
    };

    /// <summary>As Meta asks: <c>hub.challenge</c> with a verify token.</summary>
    public static EchoWebhookChallenge Meta { get; } = new()
    {
        Challenge = WebhookValue.Query("hub.challenge"),
        When = WebhookValue.Query("hub.mode"),
        Expected = "subscribe",
        VerifyToken = WebhookValue.Query("hub.verify_token"),
    };
}
