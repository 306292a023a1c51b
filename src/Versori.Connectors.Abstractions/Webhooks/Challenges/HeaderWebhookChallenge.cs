namespace Versori.Connectors;

/// <summary>The system sends a header and wants it back, as Asana does with <c>X-Hook-Secret</c>.</summary>
public sealed record HeaderWebhookChallenge : WebhookChallenge
{
    /// <summary>The header.</summary>
    public required string Header { get; init; }

    /// <summary>The header that it is sent back in. Default: the same.</summary>
    public string? AnswerHeader { get; init; }
}
