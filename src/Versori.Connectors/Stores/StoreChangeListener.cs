using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Listens to changes that other processes make, if a store reports them, and invalidates what was read before. It
/// starts with the first cached route, so that it needs no host, and stops with the engine.
/// </summary>
internal sealed class StoreChangeListener(
    IEnumerable<IStoreChangeFeed> sources,
    ConnectionRuntimes runtimes,
    EngineLifetime lifetime,
    TimeProvider time,
    ILogger<StoreChangeListener> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private int _isStarted;

    /// <summary>Starts to listen, unless it has started already.</summary>
    public void Start(Routes routes)
    {
        if (Volatile.Read(ref _isStarted) != 0 || Interlocked.Exchange(ref _isStarted, 1) != 0) return;
        foreach (var source in sources)
        {
            // Does not capture the execution context of the call that happens to be the first.
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = ListenAsync(source, routes), null);
        }
    }

    private async Task ListenAsync(IStoreChangeFeed source, Routes routes)
    {
        var backoff = new Backoff(time, FirstRetry, LongestRetry);
        bool isInterrupted;
        do
        {
            isInterrupted = await ListenOnceAsync(source, routes, backoff).ConfigureAwait(false);
        }
        while (isInterrupted);
    }

    /// <returns>Whether listening failed and has to be tried again.</returns>
    private async Task<bool> ListenOnceAsync(IStoreChangeFeed source, Routes routes, Backoff backoff)
    {
        try
        {
            await Task.Delay(backoff.Remaining, time, lifetime.Token).ConfigureAwait(false);
            await foreach (var change in source.ListenAsync(lifetime.Token).ConfigureAwait(false))
            {
                backoff.Succeeded();
                Apply(change, routes);
            }

            return false;
        }
        catch (Exception) when (lifetime.Token.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nothing is invalidated: while the store does not respond, the cached data is all there is. After the next
            // successful attempt the source reports that changes may have been missed.
            logger.StoreChangesInterrupted(exception, backoff.Failed());
            return true;
        }
    }

    private void Apply(StoreChange change, Routes routes)
    {
        switch (change.Kind)
        {
            case StoreChangeKind.Connection:
                routes.Invalidate(change.Connector!.Value, change.Owner!.Value);
                break;
            case StoreChangeKind.Template:
                routes.Invalidate(route => route.Template?.Id == change.Template);
                break;
            case StoreChangeKind.Connector:
                routes.Invalidate(route => route.Connector.Id == change.Connector);
                runtimes.EndWaits(change.Connector!.Value);
                break;
            default:
                routes.Expire();
                break;
        }
    }
}
