namespace Versori.Connectors;

/// <summary>Something that the external system tells a host by calling it: how its calls are known to be genuine.</summary>
public sealed record WebhookDefinition
{
    /// <summary>The id, unique within the connector.</summary>
    public required string Id { get; init; }

    /// <summary>A short label for people.</summary>
    public string? Title { get; init; }

    /// <summary>What it tells, and where it is set up in the external system.</summary>
    public string? Description { get; init; }

    /// <summary>How deliveries are known to be genuine.</summary>
    public required WebhookScheme Scheme { get; init; }

    /// <summary>Where the name of the event stands, such as the header <c>X-GitHub-Event</c>.</summary>
    public WebhookValue? EventName { get; init; }

    /// <summary>
    /// Where the id of the message stands. Where it is signed, or the scheme signs nothing, deliveries are told apart by it;
    /// otherwise by what is signed.
    /// </summary>
    public WebhookValue? MessageId { get; init; }

    /// <summary>
    /// Whether a delivery that was seen already is accepted again. Default: no. Schemes that sign nothing refuse replays only
    /// where there is a <see cref="MessageId"/>.
    /// </summary>
    public bool AcceptReplays { get; init; }

    /// <summary>What the external system asks before it sends anything, and how it is answered.</summary>
    public WebhookChallenge? Challenge { get; init; }
}
