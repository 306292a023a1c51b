namespace Versori.Connectors.Webhooks;

/// <summary>The result of checking a request against the scheme of a webhook.</summary>
/// <param name="Outcome">The outcome. <see cref="WebhookOutcome.Verified"/> if the request is genuine.</param>
/// <param name="Reason">The problem, without secrets.</param>
internal sealed record SchemeCheck(WebhookOutcome Outcome, string? Reason = null)
{
    /// <summary>The time at which the request was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The time until which the same request would be accepted again.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>The id of the message, if the scheme defines where it is.</summary>
    public string? MessageId { get; init; }

    /// <summary>A hash of the signed content, or <see langword="null"/> for schemes without signatures.</summary>
    public byte[]? Signed { get; init; }

    /// <summary>Whether the signature covers the message id.</summary>
    public bool IsIdSigned { get; init; }

    public override string ToString() => $"{Outcome}: {Reason}";
}
