using Versori.Connectors.Caching;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>Holds the route of one key: read without waiting while it is fresh, read again in time.</summary>
/// <param name="key">The key.</param>
/// <param name="routes">The routes that it is one of; they hold what all have in common.</param>
internal sealed class RouteCell(RouteKey key, Routes routes) : ICacheEntry
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoreGrace = TimeSpan.FromSeconds(30);

    private Route? _current;
    private WarmCall? _warm;
    private int _generation;

    public RouteKey Key => key;

    /// <summary>Whether it was looked up since the cache last made room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Whether it made room for others. A call that still holds it ends with it; no other begins.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>The connection by which the index has it; the index's own, as are its neighbours there.</summary>
    public Connection? IndexedBy { get; set; }

    public RouteCell? NextAlike { get; set; }

    public RouteCell? PreviousAlike { get; set; }

    /// <summary>The route as it was last read, however old.</summary>
    public Route? Current => Volatile.Read(ref _current);

    /// <summary>What a call needs, when it can be had without waiting.</summary>
    public WarmCall? Warm(long now) => Volatile.Read(ref _warm) is { } warm && warm.IsGood(now, routes.Epochs) ? warm : null;

    /// <summary>What a call needs, with a usable token.</summary>
    /// <exception cref="ConnectorException">There is no connection, or no credential can be had for it.</exception>
    public async ValueTask<WarmCall> WarmUpAsync(CancellationToken cancellationToken)
    {
        var route = await GetAsync(cancellationToken).ConfigureAwait(false);
        // Waits for a token where one is missing; what vouches for the state is read before it.
        await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var group = ConnectionEpochs.GroupOf(route.Connection.Id);
        var epoch = routes.Epochs.Current(group);
        var isCurrent = ReferenceEquals(Volatile.Read(ref _current), route) && !IsForgotten;
        var warm = new WarmCall(route, await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false), group, epoch, isCurrent);
        if (warm.MayBeKept) Volatile.Write(ref _warm, warm);
        return warm;
    }

    /// <summary>The route, not older than the cache's duration.</summary>
    public async ValueTask<Route> GetAsync(CancellationToken cancellationToken)
    {
        var now = routes.Clock.Now;
        if (Volatile.Read(ref _current) is { } current && now < current.StaleAt)
        {
            if (now >= current.RereadAt) _ = routes.Reading.Start(this, ReadAsync);
            return current;
        }

        return await routes.Reading.RunAsync(this, ReadAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Something that it was worked out from has changed.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref _generation);
        if (Interlocked.Exchange(ref _current, null) is { } route) routes.Epochs.Changed(route.Connection.Id);
    }

    /// <summary>It may have changed. The next call waits until it has been read again, unless the stores do not answer.</summary>
    public void Expire()
    {
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _current) is not { } route) return;
        var expired = route with { RereadAt = long.MinValue, StaleAt = long.MinValue };
        // Whoever replaced it in between has seen the new generation, and reads once more.
        if (ReferenceEquals(Interlocked.CompareExchange(ref _current, expired, route), route)) routes.Epochs.Changed(route.Connection.Id);
    }

    private async Task<Route> ReadAsync()
    {
        routes.Index.Reading(this);
        Route? read = null;
        try
        {
            return read = await ReadUnchangedAsync().ConfigureAwait(false);
        }
        finally
        {
            routes.Index.Read(this, read);
        }
    }

    private async Task<Route> ReadUnchangedAsync()
    {
        var before = Volatile.Read(ref _current);
        while (true)
        {
            var generation = Volatile.Read(ref _generation);
            Route route;
            try
            {
                route = await routes.Resolver.ResolveAsync(key, routes.Lifetime.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (before is not null && exception is not (ConnectorException or OperationCanceledException))
            {
                routes.Logger.StoreUnavailable(exception, key.ToString());
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

    // A warm connection goes on working while the stores are away. They are tried again before long, behind the calls' back:
    // a store that hangs would keep them waiting each time.
    private Route Extended(Route route) => route with { RereadAt = routes.Clock.After(StoreRetry), StaleAt = routes.Clock.After(StoreGrace) };
}
