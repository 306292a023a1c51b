using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Caching;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>The routes in use in this process, up to the cache's capacity.</summary>
internal sealed class Routes
{
    private readonly BoundedCache<RouteKey, RouteCell> _cells;
    private readonly StoreChangeListener _changes;

    public Routes(
        RouteResolver resolver,
        AnonymousRoutes anonymous,
        ConnectionEpochs epochs,
        EngineLifetime lifetime,
        IOptions<VersoriConnectorsOptions> options,
        CoarseClock clock,
        StoreChangeListener changes,
        ConnectionLimiters limiters,
        RedirectedRequests redirected,
        ILogger<RouteCell> logger)
    {
        Resolver = resolver;
        Anonymous = anonymous;
        Epochs = epochs;
        Lifetime = lifetime;
        Clock = clock;
        Redirected = redirected;
        Logger = logger;
        ReplayLimit = options.Value.MaximumReplayBytes;
        _changes = changes;
        Limiters = limiters;
        _cells = new(() => options.Value.CacheCapacity, key => new(key, this), Evicted);
    }

    public CoarseClock Clock { get; }

    public ConnectionEpochs Epochs { get; }

    public RouteResolver Resolver { get; }

    /// <summary>The routes of templates without a connection.</summary>
    public AnonymousRoutes Anonymous { get; }

    /// <summary>The cells that are being read.</summary>
    public SingleFlight<RouteCell, Route> Reading { get; } = new();

    /// <summary>The limits of connections.</summary>
    public ConnectionLimiters Limiters { get; }

    /// <summary>Finds the cells that a change to a connection affects.</summary>
    public RouteIndex Index { get; } = new();

    public EngineLifetime Lifetime { get; }

    public ILogger<RouteCell> Logger { get; }

    /// <summary>Sends requests that a redirect led elsewhere.</summary>
    public RedirectedRequests Redirected { get; }

    /// <summary>The largest content of a request that is kept to be sent again, in bytes.</summary>
    public long ReplayLimit { get; }

    public RouteCell For(RouteKey key)
    {
        // Start listening once there is a route that could become outdated.
        _changes.Start(this);
        return _cells.GetOrAdd(key);
    }

    /// <summary>Invalidates the routes that may lead to a connection. They are read again on their next use.</summary>
    public void Invalidate(Connection changed) => Invalidate(changed.ConnectorId, changed.Owner);

    /// <summary>Invalidates the routes that may lead to connections of an owner of a connector.</summary>
    public void Invalidate(ConnectorId connector, Owner owner)
    {
        foreach (var cell in Index.Of(connector, owner)) cell.Invalidate();
    }

    /// <summary>
    /// Removes the routes that lead to a connection that was deleted, so that nothing of it stays in memory.
    /// </summary>
    public void Remove(Connection deleted)
    {
        foreach (var cell in Index.Of(deleted.ConnectorId, deleted.Owner))
        {
            var leadsToIt = cell.Current?.Connection.Id == deleted.Id;
            if (leadsToIt && _cells.TryRemove(cell.Key, out var removed)) Evicted(cell.Key, removed);
            cell.Invalidate();
        }
    }

    /// <summary>
    /// Invalidates the routes that a change to a template or a connector affects. Checks every route.
    /// </summary>
    public void Invalidate(Func<Route, bool> isAffected)
    {
        foreach (var cell in _cells.Entries)
        {
            // A cell without a route is being read, possibly from the state before the change.
            if (cell.Current is not { } route || isAffected(route)) cell.Invalidate();
        }
    }

    /// <summary>
    /// Marks every route as stale, because anything may have changed. Each is read again on its next use, if the stores
    /// are available.
    /// </summary>
    public void Expire()
    {
        foreach (var cell in _cells.Entries) cell.Expire();
    }

    /// <summary>The number of cells.</summary>
    internal int Count => _cells.Count;

    // A client may still hold the cell. Without a route in it, the client looks up the key here again.
    private void Evicted(RouteKey key, RouteCell cell)
    {
        Index.Forget(cell);
        cell.Invalidate();
    }
}
