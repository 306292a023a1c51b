namespace Versori.Connectors;

/// <summary>What came of checking a webhook's request. It holds no secret and nothing of the body but what the definition names.</summary>
public sealed record WebhookVerification
{
    /// <summary>What came of it.</summary>
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>Whether it is genuine and new.</summary>
    public bool IsVerified => Outcome == WebhookOutcome.Verified;

    /// <summary>What it was, for logs; without secrets.</summary>
    public string? Reason { get; init; }

    /// <summary>The name of the event, where the definition says where it stands; of genuine requests only.</summary>
    public string? EventName { get; init; }

    /// <summary>The id of the message, where the definition says where it stands; of genuine requests only.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it was sent, where the scheme has a timestamp; of genuine requests only.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What to answer, when it is a challenge.</summary>
    public WebhookAnswer? Answer { get; init; }

    /// <summary>Under which key the delivery was remembered; nothing secret can be found from it.</summary>
    internal string? ReplayKey { get; init; }
}
