namespace Versori.Connectors;

/// <summary>Makes sure that one process at a time renews a connection. It comes with the connection store.</summary>
/// <remarks>
/// Implementations are safe for concurrent use and release the lock when its holder dies, within a bounded time. A lock
/// that is lost early does no harm: what is written is also guarded by the connection's revision.
/// </remarks>
public interface IConnectionLock
{
    /// <summary>Waits until this caller alone holds the lock of a connection.</summary>
    /// <returns>Disposing it releases the lock.</returns>
    ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken);
}
