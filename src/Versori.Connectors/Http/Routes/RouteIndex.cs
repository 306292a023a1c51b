namespace Versori.Connectors.Http;

/// <summary>
/// Finds the cells that lead to connections of one owner of one connector, so that a change to such a connection
/// invalidates these cells only, whatever the total number of cells.
/// </summary>
internal sealed class RouteIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ConnectorId, Owner), RouteCell> _first = [];
    private readonly HashSet<RouteCell> _reading = [];

    /// <summary>Registers that a cell is being read. Until its target is known, any change may affect it.</summary>
    public void Reading(RouteCell cell)
    {
        lock (_lock) _reading.Add(cell);
    }

    /// <summary>Registers that a cell has been read.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="route">The route that was read, or <see langword="null"/> if there is none.</param>
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

    /// <summary>Removes a cell that was evicted.</summary>
    public void Forget(RouteCell cell)
    {
        lock (_lock)
        {
            cell.IsForgotten = true;
            Unlink(cell);
        }
    }

    /// <summary>
    /// The cells that lead to connections of an owner of a connector, and the cells whose target is not known yet.
    /// </summary>
    public List<RouteCell> Of(ConnectorId connector, Owner owner)
    {
        lock (_lock)
        {
            var found = new List<RouteCell>(_reading);
            var cell = _first.GetValueOrDefault((connector, owner));
            for (; cell is not null; cell = cell.NextEqual) found.Add(cell);
            return found;
        }
    }

    private static (ConnectorId, Owner) KeyOf(Connection connection) => (connection.ConnectorId, connection.Owner);

    private void Link(RouteCell cell, Connection connection)
    {
        var key = KeyOf(connection);
        var next = _first.GetValueOrDefault(key);
        next?.PreviousEqual = cell;
        cell.IndexedBy = connection;
        cell.NextEqual = next;
        _first[key] = cell;
    }

    private void Unlink(RouteCell cell)
    {
        if (cell.IndexedBy is not { } connection) return;
        var key = KeyOf(connection);
        cell.NextEqual?.PreviousEqual = cell.PreviousEqual;
        if (cell.PreviousEqual is { } previous) previous.NextEqual = cell.NextEqual;
        else if (cell.NextEqual is { } next) _first[key] = next;
        else _first.Remove(key);
        cell.IndexedBy = null;
        cell.NextEqual = null;
        cell.PreviousEqual = null;
    }
}
