namespace Versori.Connectors;

/// <summary>A lock of a connection that was acquired. Disposing releases it, if it is still held.</summary>
/// <remarks>
/// Safe for concurrent use. A holder can lose the lock without noticing: its process or machine pauses for longer than
/// the lease, or its session at the server ends. Another process then acquires the lock and spends the refresh token.
/// </remarks>
public interface IConnectionLockHandle : IAsyncDisposable
{
    /// <summary>
    /// Returns whether this holder still has the lock, and extends a lease for its full duration. It is called
    /// immediately before a refresh token is spent, so it must ask the authority that grants the lock: a remembered
    /// state is not enough. It returns <see langword="false"/> if any other holder acquired the lock since, even if
    /// that holder has released it, and after this lock was released.
    /// </summary>
    ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken);
}
