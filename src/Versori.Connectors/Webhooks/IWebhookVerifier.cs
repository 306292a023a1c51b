namespace Versori.Connectors;

/// <summary>Verifies that a webhook request is genuine and new, and creates the responses to challenges.</summary>
/// <remarks>
/// Safe for concurrent use. Every request leads to a result. Only a store that fails throws an exception. A delivery is
/// recorded before it is handled. If the handling fails and the sender should send the delivery again, call
/// <see cref="ForgetAsync"/>.
/// </remarks>
public interface IWebhookVerifier
{
    /// <summary>Verifies a request to the webhook of a connector, with the connector's secrets.</summary>
    /// <param name="connectorId">The connector.</param>
    /// <param name="webhookId">The webhook's id in its published definition.</param>
    /// <param name="request">The received request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<WebhookVerification> VerifyAsync(
        ConnectorId connectorId,
        string webhookId,
        WebhookRequest request,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Verifies a request to the webhook of a connection, with the connection's secrets or, if it has none, the
    /// connector's.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="webhookId">The webhook's id in the connector's published definition.</param>
    /// <param name="request">The received request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<WebhookVerification> VerifyAsync(
        ConnectionId connectionId,
        string webhookId,
        WebhookRequest request,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the record of a delivery that could not be handled, so that it is accepted when it is sent again.
    /// </summary>
    ValueTask ForgetAsync(WebhookVerification verification, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records that a verified delivery has been handled. Replays of it then have
    /// <see cref="WebhookVerification.IsHandled"/>.
    /// </summary>
    ValueTask CompleteAsync(WebhookVerification verification, CancellationToken cancellationToken = default);
}
