namespace Versori.Connectors;

/// <summary>
/// Implements a webhook scheme that the library does not support. Register it by name with <c>AddWebhookHandler</c>. It
/// is used by webhooks whose scheme is a <see cref="CustomWebhookScheme"/> with this name.
/// </summary>
/// <remarks>
/// Implementations must be safe for concurrent use. Compare signatures in constant time
/// (<c>CryptographicOperations.FixedTimeEquals</c>). An exception of the handler reaches the caller of the verifier,
/// and the delivery is not accepted.
/// </remarks>
public interface IWebhookSchemeHandler
{
    /// <summary>
    /// Checks whether a delivery is genuine. The verifier then detects replays: by the message id, or by the signed
    /// content.
    /// </summary>
    /// <param name="context">The delivery, and what it is checked with.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<WebhookSchemeResult> CheckAsync(WebhookSchemeContext context, CancellationToken cancellationToken);
}
