using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>The routes in use in this process, up to the cache's capacity.</summary>
internal sealed class Routes(
    RouteResolver resolver,
    EngineLifetime lifetime,
    IOptions<VersoriConnectorsOptions> options,
    CoarseClock clock,
    ILogger<RouteCell> logger)
{
    private readonly ConcurrentDictionary<RouteKey, RouteCell> _cells = [];
    private readonly RouteIndex _index = new();

    public RouteCell For(RouteKey key)
    {
        if (!_cells.TryGetValue(key, out var cell))
        {
            if (_cells.Count >= options.Value.CacheCapacity) MakeRoom();
            cell = _cells.GetOrAdd(key, static (added, self) => self.New(added), this);
        }

        cell.WasUsed = true;
        return cell;
    }

    /// <summary>Forgets the routes that may lead to a connection; they are read again when they are next used.</summary>
    public void Invalidate(Connection changed)
    {
        foreach (var cell in _index.Of(changed.ConnectorId, changed.Owner)) cell.Invalidate();
    }

    /// <summary>Forgets the routes that a change to a template or a connector concerns, for which it looks at all of them.</summary>
    public void Invalidate(Func<Route, bool> isConcerned)
    {
        foreach (var (_, cell) in _cells)
        {
            // A cell that is being read has no route yet; it may be reading what was there before the change.
            if (cell.Current is not { } route || isConcerned(route)) cell.Invalidate();
        }
    }

    private RouteCell New(RouteKey key) => new(key, resolver, _index, lifetime, clock, logger);

    private void MakeRoom()
    {
        var goal = options.Value.CacheCapacity - Math.Max(1, options.Value.CacheCapacity / 10);
        foreach (var (key, cell) in _cells)
        {
            if (_cells.Count <= goal) return;
            if (cell.WasUsed) cell.WasUsed = false;
            else Remove(key);
        }

        foreach (var (key, _) in _cells)
        {
            if (_cells.Count <= goal) return;
            Remove(key);
        }
    }

    // A client may still hold the cell: without its route it looks its key up here again.
    private void Remove(RouteKey key)
    {
        if (!_cells.TryRemove(key, out var cell)) return;
        _index.Forget(cell);
        cell.Invalidate();
    }
}
