namespace Versori.Connectors;

/// <summary>Ensures that only one process at a time refreshes a connection. The connection store supplies it.</summary>
/// <remarks>
/// Implementations are safe for concurrent use, and release the lock within a bounded time if its holder dies. A holder
/// that lost the lock notices it before it spends a refresh token, see <see
/// cref="IConnectionLockHandle.ConfirmAsync"/>. The connection's revision protects the write.
/// </remarks>
public interface IConnectionLock
{
    /// <summary>Waits until the caller exclusively holds the lock of a connection.</summary>
    /// <returns>The lock. It is released when it is disposed.</returns>
    ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken);
}
