using Microsoft.Extensions.Options;

namespace Versori.Connectors.Connecting;

/// <summary>
/// Reads from stores on the way of a call, in limited time: a store that hangs is one that has failed, also where it does
/// not look at its cancellation token.
/// </summary>
internal sealed class StoreReads(IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <exception cref="ConnectorStoreException">The store did not answer in time.</exception>
    public async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.StoreTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await read(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Late(options.Value.StoreTimeout, exception);
        }
    }

    /// <summary>
    /// Waits for a connection's lock: as long as its holder may take for a token request and for what it reads and saves
    /// around it. A lock that is not had by then is one whose store has failed.
    /// </summary>
    /// <exception cref="ConnectorStoreException">The lock was not had in time.</exception>
    public async Task<IAsyncDisposable> LockAsync(IConnectionLock connectionLock, ConnectionId id, CancellationToken cancellationToken)
    {
        var patience = options.Value.RequestTimeout + (2 * options.Value.StoreTimeout);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var acquiring = connectionLock.AcquireAsync(id, either.Token).AsTask();
        try
        {
            return await acquiring.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            GiveBack(acquiring);
            if (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested) throw Late(patience, exception);
            throw;
        }
    }

    // One that comes after all would be held for ever.
    private static void GiveBack(Task<IAsyncDisposable> acquiring) => _ = acquiring.ContinueWith(
        static task =>
        {
            if (task.IsCompletedSuccessfully) _ = task.Result.DisposeAsync().AsTask();
            else _ = task.Exception;
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static ConnectorStoreException Late(TimeSpan patience, Exception exception) =>
        new(ConnectorStoreFailure.Unavailable, $"A store did not answer within {patience}.", exception);
}
