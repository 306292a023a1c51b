namespace Versori.Connectors.Http;

/// <summary>
/// Which cells lead to connections of one owner of one connector, so that a change to one of these is told to the few cells
/// that it concerns, however many others there are.
/// </summary>
internal sealed class RouteIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ConnectorId, Owner), RouteCell> _first = [];
    private readonly HashSet<RouteCell> _reading = [];

    /// <summary>A cell is being read: until it is known where it leads, any change may concern it.</summary>
    public void Reading(RouteCell cell)
    {
        lock (_lock) _reading.Add(cell);
    }

    /// <summary>A cell has been read.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="route">Where it leads; <see langword="null"/> when it leads nowhere.</param>
    public void Read(RouteCell cell, Route? route)
    {
        lock (_lock)
        {
            _reading.Remove(cell);
            if (cell.IsForgotten) return;
            Unlink(cell);
            if (route is not null) Link(cell, route.Connection);
        }
    }

    /// <summary>A cell made room for others.</summary>
    public void Forget(RouteCell cell)
    {
        lock (_lock)
        {
            cell.IsForgotten = true;
            Unlink(cell);
        }
    }

    /// <summary>The cells that lead to connections of an owner of a connector, and those of which it is not known yet.</summary>
    public List<RouteCell> Of(ConnectorId connector, Owner owner)
    {
        lock (_lock)
        {
            var found = new List<RouteCell>(_reading);
            for (var cell = _first.GetValueOrDefault((connector, owner)); cell is not null; cell = cell.NextAlike) found.Add(cell);
            return found;
        }
    }

    private static (ConnectorId, Owner) KeyOf(Connection connection) => (connection.ConnectorId, connection.Owner);

    private void Link(RouteCell cell, Connection connection)
    {
        var key = KeyOf(connection);
        var next = _first.GetValueOrDefault(key);
        next?.PreviousAlike = cell;
        (cell.IndexedBy, cell.NextAlike, _first[key]) = (connection, next, cell);
    }

    private void Unlink(RouteCell cell)
    {
        if (cell.IndexedBy is not { } connection) return;
        var key = KeyOf(connection);
        cell.NextAlike?.PreviousAlike = cell.PreviousAlike;
        if (cell.PreviousAlike is { } previous) previous.NextAlike = cell.NextAlike;
        else if (cell.NextAlike is { } next) _first[key] = next;
        else _first.Remove(key);
        (cell.IndexedBy, cell.NextAlike, cell.PreviousAlike) = (null, null, null);
    }
}
