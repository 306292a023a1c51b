using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Hears what other processes change, where a store tells it, and lets go of what was read before. It begins with the first
/// route that is kept, so that it needs no host, and ends with the engine.
/// </summary>
internal sealed class StoreChangeListener(
    IEnumerable<IStoreChanges> sources, EngineLifetime lifetime, TimeProvider time, ILogger<StoreChangeListener> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private int _isStarted;

    /// <summary>Begins to listen, unless it has begun.</summary>
    public void Start(Routes routes)
    {
        if (Volatile.Read(ref _isStarted) != 0 || Interlocked.Exchange(ref _isStarted, 1) != 0) return;
        foreach (var source in sources)
        {
            // Without the context of the call that happens to be the first.
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = ListenAsync(source, routes), null);
        }
    }

    private async Task ListenAsync(IStoreChanges source, Routes routes)
    {
        var backoff = new Backoff(time, FirstRetry, LongestRetry);
        while (true)
        {
            try
            {
                await Task.Delay(backoff.Remaining, time, lifetime.Token).ConfigureAwait(false);
                await foreach (var change in source.ListenAsync(lifetime.Token).ConfigureAwait(false))
                {
                    backoff.Succeeded();
                    Apply(change, routes);
                }

                return;
            }
            catch (Exception) when (lifetime.Token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Nothing is let go of: while the store does not answer, what was read is all there is. What was missed is made
                // up for when it is heard again.
                logger.ChangesNotHeard(exception, backoff.Failed());
            }
        }
    }

    private static void Apply(StoreChange change, Routes routes)
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
                break;
            default:
                routes.Expire();
                break;
        }
    }
}
