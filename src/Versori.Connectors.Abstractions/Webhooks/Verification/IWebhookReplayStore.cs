namespace Versori.Connectors;

/// <summary>
/// Remembers which deliveries have been received. A host with several machines replaces it with a store that they
/// share.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use. Keys are hashes of fixed length and contain no secrets.
/// </remarks>
public interface IWebhookReplayStore
{
    /// <summary>
    /// Adds a delivery unless it is already known. Of several concurrent callers with the same key, exactly one
    /// receives <see langword="true"/>.
    /// </summary>
    /// <param name="key">The key of the delivery.</param>
    /// <param name="until">The time until which the delivery has to be remembered.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the delivery is new.</returns>
    ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a delivery, so that it is accepted when it is sent again. Removing an unknown key has no effect.
    /// </summary>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);
}
