namespace Versori.Connectors;

/// <summary>
/// Tells what other processes change in the stores, so that it is seen at once and not only when what was read has been used
/// for as long as the host's options allow. A store that can tell registers it; the engine listens while it is in use.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent use. A change is told after it can be read, never before, and not at all when it is
/// taken back. Only ids are told. What this process changed through the same stores need not be told to it.
/// </remarks>
public interface IStoreChanges
{
    /// <summary>
    /// Streams changes. The first is <see cref="StoreChange.Everything"/>, given as soon as no later change can be missed. The
    /// stream ends when this store never tells anything; when it can no longer be heard it throws, and the engine begins a new
    /// one after a while.
    /// </summary>
    /// <param name="cancellationToken">Ends listening.</param>
    /// <exception cref="ConnectorStoreException">Changes cannot be heard for the moment.</exception>
    IAsyncEnumerable<StoreChange> ListenAsync(CancellationToken cancellationToken);
}
