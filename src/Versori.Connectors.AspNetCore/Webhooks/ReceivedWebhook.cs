namespace Versori.Connectors.AspNetCore;

/// <summary>A verified webhook.</summary>
public sealed class ReceivedWebhook
{
    /// <summary>The connector.</summary>
    public required ConnectorId ConnectorId { get; init; }

    /// <summary>The connection, if the webhook was sent to the address of one.</summary>
    public ConnectionId? ConnectionId { get; init; }

    /// <summary>The id of the webhook's definition.</summary>
    public required string WebhookId { get; init; }

    /// <summary>The request: method, URL, headers and raw body.</summary>
    public required WebhookRequest Request { get; init; }

    /// <summary>The verification: name of the event, id of the message, time.</summary>
    public required WebhookVerification Verification { get; init; }
}
