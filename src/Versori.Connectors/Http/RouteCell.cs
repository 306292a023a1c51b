using Microsoft.Extensions.Logging;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>Holds the route of one key: read without waiting while it is fresh, read again in time.</summary>
internal sealed class RouteCell(RouteKey key, RouteResolver resolver, EngineLifetime lifetime, CoarseClock clock, ILogger<RouteCell> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    private readonly SingleFlight<Route> _reading = new();
    private Route? _current;
    private int _generation;

    public RouteKey Key => key;

    /// <summary>Whether it was looked up since the cache last made room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>The route as it was last read, however old.</summary>
    public Route? Current => Volatile.Read(ref _current);

    /// <summary>The route when it can be used without looking again.</summary>
    public Route? Warm(long now) => Volatile.Read(ref _current) is { } current && now < current.RereadAt ? current : null;

    /// <summary>The route, not older than the cache's duration.</summary>
    public async ValueTask<Route> GetAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        if (Volatile.Read(ref _current) is { } current && now < current.StaleAt)
        {
            if (now >= current.RereadAt) _ = _reading.Start(ReadAsync);
            return current;
        }

        return await _reading.RunAsync(ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Something that it was worked out from has changed.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref _generation);
        Volatile.Write(ref _current, null);
    }

    private async Task<Route> ReadAsync()
    {
        var before = Volatile.Read(ref _current);
        while (true)
        {
            var generation = Volatile.Read(ref _generation);
            Route route;
            try
            {
                route = await resolver.ResolveAsync(key, lifetime.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (before is not null && exception is not (ConnectorException or OperationCanceledException))
            {
                logger.StoreUnavailable(exception, key.ToString());
                route = Extended(before);
            }
            catch (ConnectorException)
            {
                Volatile.Write(ref _current, null);
                throw;
            }

            Volatile.Write(ref _current, route);
            if (generation == Volatile.Read(ref _generation)) return route;
            // It was invalidated while it was being read: what was read may be from before the change.
            Volatile.Write(ref _current, null);
            before = null;
        }
    }

    // A warm connection goes on working while the stores are away; they are tried again before long.
    private Route Extended(Route route)
    {
        var until = clock.After(StoreRetry);
        return route with { RereadAt = until, StaleAt = until };
    }
}
