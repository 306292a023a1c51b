namespace Versori.Connectors;

/// <summary>
/// Reports changes that other processes make in the stores, so that this process sees them immediately instead of when
/// its cached data expires. A store that supports this registers it, and the engine listens while it is in use.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use. A change is reported only after it can be read, and is not reported if
/// it is rolled back. Reports contain ids only. Changes that this process made through the same stores need not be
/// reported to it.
/// </remarks>
public interface IStoreChangeFeed
{
    /// <summary>
    /// Streams changes. The first is <see cref="StoreChange.Everything"/>, returned as soon as no later change can be
    /// missed. The stream ends if the store never reports changes. If the connection to the store is lost, the stream
    /// throws, and the engine starts a new one after a while.
    /// </summary>
    /// <param name="cancellationToken">Stops listening.</param>
    /// <exception cref="ConnectorStoreException">Changes cannot be received at the moment.</exception>
    IAsyncEnumerable<StoreChange> ListenAsync(CancellationToken cancellationToken);
}
