namespace Versori.Connectors;

/// <summary>
/// The result of verifying a webhook's request. It contains no secret, and nothing of the body except what the
/// definition names.
/// </summary>
public sealed record WebhookVerification
{
    /// <summary>The outcome.</summary>
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>Whether the request is genuine and new.</summary>
    public bool IsVerified => Outcome == WebhookOutcome.Verified;

    /// <summary>The reason of the outcome, for logs; without secrets.</summary>
    public string? Reason { get; init; }

    /// <summary>The name of the event, if the definition names its location. Set for genuine requests only.</summary>
    public string? EventName { get; init; }

    /// <summary>The id of the message, if the definition names its location. Set for genuine requests only.</summary>
    public string? MessageId { get; init; }

    /// <summary>When the request was sent, if the scheme has a timestamp. Set for genuine requests only.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The response to send, if the request is a challenge.</summary>
    public WebhookResponse? Response { get; init; }

    /// <summary>
    /// Of a replay: whether the delivery that was received before has been handled
    /// (<c>IWebhookVerifier.CompleteAsync</c>). Acknowledge a replay only then: the first one may still fail.
    /// </summary>
    public bool IsHandled { get; init; }

    /// <summary>Until when the delivery is remembered.</summary>
    internal DateTimeOffset ReplayUntil { get; init; }

    /// <summary>The key under which the delivery was remembered. No secret can be derived from it.</summary>
    internal string? ReplayKey { get; init; }
}
