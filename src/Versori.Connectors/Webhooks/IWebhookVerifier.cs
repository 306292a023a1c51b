namespace Versori.Connectors;

/// <summary>Says whether a webhook's request is genuine and new, or what to answer to it.</summary>
/// <remarks>
/// Safe for concurrent use. Whatever comes in is a result, never an exception; only a store that fails throws. A delivery is
/// remembered before it is handled: when handling fails and the sender is to send it again, call <see cref="ForgetAsync"/>.
/// </remarks>
public interface IWebhookVerifier
{
    /// <summary>Checks a request to the webhook of a connector, with the connector's secrets.</summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="webhookId">The webhook's id in its published definition.</param>
    /// <param name="request">The request as it came in.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<WebhookVerification> VerifyAsync(
        ConnectorId connectorId, string webhookId, WebhookRequest request, CancellationToken cancellationToken = default);

    /// <summary>Checks a request to the webhook of a connection, with the connection's secrets, or else the connector's.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="webhookId">The webhook's id in the connector's published definition.</param>
    /// <param name="request">The request as it came in.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<WebhookVerification> VerifyAsync(
        ConnectionId connectionId, string webhookId, WebhookRequest request, CancellationToken cancellationToken = default);

    /// <summary>Forgets a delivery that could not be handled, so that it is accepted when it is sent again.</summary>
    ValueTask ForgetAsync(WebhookVerification verification, CancellationToken cancellationToken = default);
}
