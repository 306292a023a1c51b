namespace Versori.Connectors.InMemory;

/// <summary>Keeps connections in memory until the process ends.</summary>
public sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly InMemoryTable<ConnectionId, Connection> _connections = new(row => row.Id, row => row.Revision);
    private readonly Dictionary<(ConnectorId, Owner), SortedDictionary<string, ConnectionId>> _names = [];

    /// <summary>How many entries the store keeps, indexes included.</summary>
    internal int EntryCount
    {
        get
        {
            lock (_connections.Lock) return _connections.Count + _names.Count;
        }
    }

    /// <inheritdoc />
    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_connections.Find(id));
    }

    /// <inheritdoc />
    public ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_connections.Lock)
        {
            var previous = _connections.Find(connection.Id);
            // A deleted connection is not created again, even if another one has its name now.
            if (previous is null && connection.Revision != 0) return new(SaveResult<Connection>.Conflict(null));
            if (_names.TryGetValue(KeyOf(connection), out var names)
                && names.TryGetValue(connection.Name, out var holder)
                && holder != connection.Id)
            {
                return new(SaveResult<Connection>.Conflict(_connections.Find(holder)));
            }

            var result = _connections.Save(connection, row => row with { Revision = row.Revision + 1 });
            if (!result.IsSaved) return new(result);
            if (previous is not null) RemoveName(previous);
            // The removal may have dropped the table of these names.
            NamesOf(connection)[connection.Name] = connection.Id;
            return new(result);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_connections.Lock)
        {
            var deleted = _connections.Delete(id, revision);
            if (deleted is not null) RemoveName(deleted);
            return new(deleted is not null);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Streaming.Of(Find(filter), cancellationToken);
    }

    private Connection[] Find(ConnectionFilter filter)
    {
        if (filter is not { ConnectorId: { } connector, Owner: { } owner })
        {
            return _connections.List(row => Matches(row, filter), filter.After);
        }

        // Every cold call needs this query, so it uses the index instead of reading all connections.
        lock (_connections.Lock)
        {
            return [.. _names.GetValueOrDefault((connector, owner), [])
                .Where(entry => filter.Name is null || entry.Key == filter.Name)
                .Where(entry => filter.After is not { } after || entry.Value.CompareTo(after) > 0)
                .OrderBy(entry => entry.Value)
                .Select(entry => _connections.Find(entry.Value)!)];
        }
    }

    private static bool Matches(Connection row, ConnectionFilter filter) =>
        (filter.ConnectorId is not { } connector || row.ConnectorId == connector)
        && (filter.Owner is not { } owner || row.Owner == owner)
        && (filter.Name is not { } name || row.Name == name);

    private SortedDictionary<string, ConnectionId> NamesOf(Connection connection)
    {
        var key = KeyOf(connection);
        if (!_names.TryGetValue(key, out var names)) _names[key] = names = new(StringComparer.Ordinal);
        return names;
    }

    // Owners that have no connections any more leave nothing behind.
    private void RemoveName(Connection connection)
    {
        var names = NamesOf(connection);
        names.Remove(connection.Name);
        if (names.Count == 0) _names.Remove(KeyOf(connection));
    }

    private static (ConnectorId, Owner) KeyOf(Connection connection) => (connection.ConnectorId, connection.Owner);
}
