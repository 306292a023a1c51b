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
        ConnectionEpochs epochs,
        EngineLifetime lifetime,
        IOptions<VersoriConnectorsOptions> options,
        CoarseClock clock,
        StoreChangeListener changes,
        ILogger<RouteCell> logger)
    {
        (Resolver, Epochs, Lifetime, Clock, _changes, Logger) = (resolver, epochs, lifetime, clock, changes, logger);
        _cells = new(() => options.Value.CacheCapacity, key => new(key, this), Evicted);
    }

    public CoarseClock Clock { get; }

    public ConnectionEpochs Epochs { get; }

    public RouteResolver Resolver { get; }

    /// <summary>The cells that are being read.</summary>
    public SingleFlights<RouteCell, Route> Reading { get; } = new();

    /// <summary>Which cells a change to a connection concerns.</summary>
    public RouteIndex Index { get; } = new();

    public EngineLifetime Lifetime { get; }

    public ILogger<RouteCell> Logger { get; }

    public RouteCell For(RouteKey key)
    {
        // As soon as there is something that could be out of date.
        _changes.Start(this);
        return _cells.GetOrAdd(key);
    }

    /// <summary>Forgets the routes that may lead to a connection; they are read again when they are next used.</summary>
    public void Invalidate(Connection changed) => Invalidate(changed.ConnectorId, changed.Owner);

    /// <summary>Forgets the routes that may lead to connections of an owner of a connector.</summary>
    public void Invalidate(ConnectorId connector, Owner owner)
    {
        foreach (var cell in Index.Of(connector, owner)) cell.Invalidate();
    }

    /// <summary>Forgets the routes that a change to a template or a connector concerns, for which it looks at all of them.</summary>
    public void Invalidate(Func<Route, bool> isConcerned)
    {
        foreach (var cell in _cells.Entries)
        {
            // A cell that is being read has no route yet; it may be reading what was there before the change.
            if (cell.Current is not { } route || isConcerned(route)) cell.Invalidate();
        }
    }

    /// <summary>Anything may have changed: every route is read again when it is next used, if the stores answer.</summary>
    public void Expire()
    {
        foreach (var cell in _cells.Entries) cell.Expire();
    }

    // A client may still hold the cell: without its route it looks its key up here again.
    private void Evicted(RouteKey key, RouteCell cell)
    {
        Index.Forget(cell);
        cell.Invalidate();
    }
}
