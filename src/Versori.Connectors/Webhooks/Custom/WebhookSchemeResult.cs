namespace Versori.Connectors;

/// <summary>The result of an <see cref="IWebhookSchemeHandler"/>.</summary>
public sealed record WebhookSchemeResult
{
    /// <summary>The outcome. <see cref="WebhookOutcome.Verified"/> if the delivery is genuine.</summary>
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>The problem, for logs; without secrets.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The id of the message, if the signature covers it. A delivery with the same id is a replay. Default: none, the
    /// signed content identifies the delivery.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>When the delivery was sent, if the scheme has a timestamp. Default: unknown.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>
    /// Until when the handler would accept the same delivery again. Replays are detected until then. Default: one day
    /// from now.
    /// </summary>
    public DateTimeOffset? AcceptedUntil { get; init; }

    /// <summary>
    /// The content that the signature covers. A delivery with the same content is a replay. Default: the body.
    /// </summary>
    public ReadOnlyMemory<byte>? SignedContent { get; init; }

    /// <summary>Returns the result of a genuine delivery.</summary>
    /// <param name="messageId">The id of the message, if the signature covers it.</param>
    /// <param name="sentAt">When the delivery was sent.</param>
    public static WebhookSchemeResult Verified(string? messageId = null, DateTimeOffset? sentAt = null) =>
        new() { Outcome = WebhookOutcome.Verified, MessageId = messageId, SentAt = sentAt };

    /// <summary>Returns the result of a delivery that is not accepted.</summary>
    /// <param name="outcome">The outcome, such as <see cref="WebhookOutcome.InvalidSignature"/>.</param>
    /// <param name="reason">The problem, for logs; without secrets.</param>
    public static WebhookSchemeResult Refused(WebhookOutcome outcome, string reason) =>
        new() { Outcome = outcome, Reason = reason };
}
