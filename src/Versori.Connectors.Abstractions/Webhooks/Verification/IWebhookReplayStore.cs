namespace Versori.Connectors;

/// <summary>Remembers which deliveries were seen. A host with several machines puts one that they share in its place.</summary>
/// <remarks>Implementations are safe for concurrent use. Keys are hashes of fixed length and hold nothing secret.</remarks>
public interface IWebhookReplayStore
{
    /// <summary>Remembers a delivery, unless it is remembered already. Of any number of callers at once, one is told yes.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="until">How long it has to be remembered.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it is new.</returns>
    ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Forgets a delivery, so that it is accepted when it comes again. One that is not there is no error.</summary>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);
}
