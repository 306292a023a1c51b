using Microsoft.Extensions.Options;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Limits how long calls wait for stores. A store that does not respond in time counts as failed, even if it ignores
/// its cancellation token.
/// </summary>
internal sealed class StoreReads(IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <exception cref="ConnectorStoreException">The store did not respond in time.</exception>
    public async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.StoreTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await read(linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(options.Value.StoreTimeout, exception);
        }
    }

    /// <summary>
    /// Waits for a connection's lock: as long as its holder may need for a token request and for the reads and writes
    /// around it. If the lock is not acquired by then, the store counts as failed.
    /// </summary>
    /// <exception cref="ConnectorStoreException">The lock was not acquired in time.</exception>
    public async Task<IConnectionLockHandle> LockAsync(
        IConnectionLock connectionLock, ConnectionId id, CancellationToken cancellationToken)
    {
        var duration = options.Value.RequestTimeout + (2 * options.Value.StoreTimeout);
        using var timeout = new CancellationTokenSource(duration, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var acquiring = connectionLock.AcquireAsync(id, linked.Token).AsTask();
        try
        {
            return await acquiring.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            ReleaseWhenAcquired(acquiring);
            var isTimeout = timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested;
            if (isTimeout) throw TimedOut(duration, exception);
            throw;
        }
    }

    // A lock that is acquired after all would otherwise be held forever.
    private static void ReleaseWhenAcquired(Task<IConnectionLockHandle> acquiring) => _ = acquiring.ContinueWith(
        static task =>
        {
            if (task.IsCompletedSuccessfully) _ = task.Result.DisposeAsync().AsTask();
            else _ = task.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static ConnectorStoreException TimedOut(TimeSpan duration, Exception exception) =>
        new(ConnectorStoreFailure.Unavailable, $"A store did not respond within {duration}.", exception);
}
