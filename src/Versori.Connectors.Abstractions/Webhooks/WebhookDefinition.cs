namespace Versori.Connectors;

/// <summary>
/// A webhook: notifications that the external system sends to the host, and how the host verifies them.
/// </summary>
public sealed record WebhookDefinition
{
    /// <summary>The id, unique within the connector.</summary>
    public required string Id { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What the webhook reports and where it is configured in the external system.</summary>
    public string? Description { get; init; }

    /// <summary>How deliveries are verified.</summary>
    public required WebhookScheme Scheme { get; init; }

    /// <summary>Where the name of the event is, such as the header <c>X-GitHub-Event</c>. Default: none.</summary>
    public WebhookValue? EventName { get; init; }

    /// <summary>
    /// Where the id of the message is. The id identifies a delivery if it is signed or if the scheme signs nothing.
    /// Otherwise the signed content identifies it. Default: none.
    /// </summary>
    public WebhookValue? MessageId { get; init; }

    /// <summary>
    /// Whether a repeated delivery is accepted again. Default: no. With schemes that sign nothing, replays are detected
    /// only if <see cref="MessageId"/> is set.
    /// </summary>
    public bool AcceptReplays { get; init; }

    /// <summary>
    /// How the host answers the challenge that the external system sends before any deliveries. Default: none.
    /// </summary>
    public WebhookChallenge? Challenge { get; init; }
}
