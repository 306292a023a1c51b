namespace Versori.Connectors.AspNetCore;

/// <summary>
/// Receives verified webhooks. External systems send them to <c>/connect/webhooks/{connector}/{webhook}</c> (the ids of
/// the connector and of its webhook), or to <c>/connect/connection-webhooks/{connection}/{webhook}</c> where each
/// connection has a secret of its own; <c>/connect</c> is the prefix of <c>MapVersoriConnect</c>.
/// </summary>
/// <remarks>
/// Implementations are singletons and safe for concurrent use. The sender waits, so hand long work on. If a call
/// throws, the sender gets an error and may deliver the webhook again.
/// </remarks>
public interface IWebhookReceiver
{
    /// <summary>Handles a webhook whose signature and time are verified and which was not delivered before.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="cancellationToken">Cancels the call when the sender leaves.</param>
    ValueTask ReceiveAsync(ReceivedWebhook webhook, CancellationToken cancellationToken);
}
