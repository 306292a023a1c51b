namespace Versori.Connectors;

/// <summary>Ensures that only one process at a time refreshes a connection. The connection store supplies it.</summary>
/// <remarks>
/// Implementations are safe for concurrent use, and release the lock within a bounded time if its holder dies. A lock
/// that is lost early does no harm, because the connection's revision also protects the write.
/// </remarks>
public interface IConnectionLock
{
    /// <summary>Waits until the caller exclusively holds the lock of a connection.</summary>
    /// <returns>An object that releases the lock when it is disposed.</returns>
    ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken);
}
