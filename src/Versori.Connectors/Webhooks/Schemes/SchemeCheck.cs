namespace Versori.Connectors.Webhooks;

/// <summary>What a scheme found.</summary>
/// <param name="Outcome">What came of it; <see cref="WebhookOutcome.Verified"/> when it is genuine.</param>
/// <param name="Reason">What was wrong, without secrets.</param>
internal sealed record SchemeCheck(WebhookOutcome Outcome, string? Reason = null)
{
    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Until when it would be accepted again.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>The id of the message, where the scheme itself says where it stands.</summary>
    public string? MessageId { get; init; }

    /// <summary>A hash of what is signed; <see langword="null"/> for schemes that sign nothing.</summary>
    public byte[]? Signed { get; init; }

    /// <summary>Whether the message's id is part of what is signed.</summary>
    public bool IsIdSigned { get; init; }

    public override string ToString() => $"{Outcome}: {Reason}";
}
