using Versori.Connectors.Caching;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// Caches the route of one key. A fresh route is returned without waiting, and is read again before it becomes stale.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="routes">The routes that contain this cell. They hold what all cells share.</param>
internal sealed class RouteCell(RouteKey key, Routes routes) : ICacheEntry
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoreGrace = TimeSpan.FromSeconds(30);

    private Route? _current;
    private WarmCall? _warm;
    private int _generation;

    public RouteKey Key => key;

    /// <summary>Whether the cell was looked up since the cache last evicted entries.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Whether the cell was evicted. A call that already holds it can complete. No new call uses it.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>
    /// The connection that the index lists the cell under. This property and the two below belong to the index.
    /// </summary>
    public Connection? IndexedBy { get; set; }

    public RouteCell? NextEqual { get; set; }

    public RouteCell? PreviousEqual { get; set; }

    /// <summary>The route as it was last read, whatever its age.</summary>
    public Route? Current => Volatile.Read(ref _current);

    /// <summary>What a call needs, or <see langword="null"/> if the call has to wait for it.</summary>
    public WarmCall? Warm(long now) =>
        Volatile.Read(ref _warm) is { } warm && warm.IsGood(now, routes.Epochs) ? warm : null;

    /// <summary>Returns what a call needs, with a usable token.</summary>
    /// <exception cref="ConnectorException">
    /// There is no connection, or no credential can be obtained for it.
    /// </exception>
    public async ValueTask<WarmCall> WarmUpAsync(CancellationToken cancellationToken)
    {
        var route = await GetAsync(cancellationToken).ConfigureAwait(false);

        // Wait for a token if one is missing. Then read the epoch before the state, so that a change in between is
        // noticed.
        await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var group = ConnectionEpochs.GroupOf(route.Connection.Id);
        var epoch = routes.Epochs.Current(group);
        var isCurrent = ReferenceEquals(Volatile.Read(ref _current), route) && !IsForgotten;
        var prepared = await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        var warm = new WarmCall(route, prepared, group, epoch, isCurrent) { Owner = key.Owner };
        if (warm.MayBeKept) Volatile.Write(ref _warm, warm);
        return warm;
    }

    /// <summary>Returns the route, not older than the cache duration.</summary>
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

    /// <summary>Removes the route, because something that it was resolved from has changed.</summary>
    public void Invalidate()
    {
        Interlocked.Increment(ref _generation);
        if (Interlocked.Exchange(ref _current, null) is { } route) routes.Epochs.Advance(route.Connection.Id);
    }

    /// <summary>
    /// Marks the route as stale, because it may have changed. The next call waits until the route has been read again,
    /// or uses the old one if the stores are unavailable.
    /// </summary>
    public void Expire()
    {
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _current) is not { } route) return;
        var expired = route with { RereadAt = long.MinValue, StaleAt = long.MinValue };

        // A reader that replaced the route in the meantime sees the new generation and reads again.
        var wasReplaced = !ReferenceEquals(Interlocked.CompareExchange(ref _current, expired, route), route);
        if (!wasReplaced) routes.Epochs.Advance(route.Connection.Id);
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

    // If the cell is invalidated during a read, the result may be from before the change, so it is read again.
    private async Task<Route> ReadUnchangedAsync()
    {
        var fallback = Volatile.Read(ref _current);
        var generation = Volatile.Read(ref _generation);
        var route = await ReadOnceAsync(fallback).ConfigureAwait(false);
        Volatile.Write(ref _current, route);
        while (generation != Volatile.Read(ref _generation))
        {
            Volatile.Write(ref _current, null);
            generation = Volatile.Read(ref _generation);
            route = await ReadOnceAsync(fallback: null).ConfigureAwait(false);
            Volatile.Write(ref _current, route);
        }

        return route;
    }

    private async Task<Route> ReadOnceAsync(Route? fallback)
    {
        try
        {
            return await routes.Resolver.ResolveAsync(key, routes.Lifetime.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            fallback is not null && exception is not (ConnectorException or OperationCanceledException))
        {
            routes.Logger.StoreUnavailable(exception, key.ToString());
            return Extend(fallback);
        }
        catch (ConnectorException)
        {
            Volatile.Write(ref _current, null);
            throw;
        }
    }

    // A warm connection stays usable while the stores are unavailable. The next attempt follows soon and runs in the
    // background, so that calls do not wait for a store that hangs.
    private Route Extend(Route route) => route with
    {
        RereadAt = routes.Clock.After(StoreRetry),
        StaleAt = routes.Clock.After(StoreGrace),
    };
}
