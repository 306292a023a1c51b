using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Versori.Connectors;
using Versori.Connectors.Serialization;

namespace OwnStore;

/// <summary>
/// Keeps connections in a folder, one JSON file for each, and in memory. For one process: a folder has no lock that
/// several processes could share.
/// </summary>
public sealed class FolderConnectionStore : IConnectionStore, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly string _folder;
    private ImmutableSortedDictionary<ConnectionId, Connection> _connections;

    public FolderConnectionStore(StoreFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _folder = Path.Combine(folder.Path, "connections");
        Directory.CreateDirectory(_folder);
        _connections = Directory.EnumerateFiles(_folder, "*.json").Select(Read)
            .ToImmutableSortedDictionary(row => row.Id, row => row);
    }

    public ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_connections.GetValueOrDefault(id));
    }

    public async ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // What was deleted is not created again, and an old revision changes nothing.
            var stored = _connections.GetValueOrDefault(connection.Id);
            if (connection.Revision != (stored?.Revision ?? 0)) return SaveResult<Connection>.Conflict(stored);
            // A name is unique within its connector and owner.
            var holder = _connections.Values.FirstOrDefault(row => HasNameOf(row, connection));
            if (holder is not null && holder.Id != connection.Id) return SaveResult<Connection>.Conflict(holder);

            var saved = connection with { Revision = connection.Revision + 1 };
            Write(saved);
            _connections = _connections.SetItem(saved.Id, saved);
            return SaveResult<Connection>.Saved(saved);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_connections.GetValueOrDefault(id)?.Revision != revision) return false;
            File.Delete(PathOf(id));
            _connections = _connections.Remove(id);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    // The dictionary is immutable, so that connections can be changed while they are listed.
    public async IAsyncEnumerable<Connection> ListAsync(
        ConnectionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await Task.CompletedTask;
        foreach (var row in _connections.Values.Where(row => Matches(row, filter)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public void Dispose() => _writing.Dispose();

    private static bool HasNameOf(Connection row, Connection other) =>
        row.ConnectorId == other.ConnectorId && row.Owner == other.Owner && row.Name == other.Name;

    private static bool Matches(Connection row, ConnectionFilter filter) =>
        (filter.ConnectorId is not { } connector || row.ConnectorId == connector)
        && (filter.Owner is not { } owner || row.Owner == owner)
        && (filter.Name is not { } name || row.Name == name)
        && (filter.After is not { } after || row.Id.CompareTo(after) > 0);

    private static Connection Read(string file)
    {
        try
        {
            return ConnectorJson.Deserialize<Connection>(File.ReadAllText(file))
                ?? throw new JsonException("The file has no connection.");
        }
        catch (JsonException exception)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.Corrupted, $"The file {file} is no connection.", exception);
        }
    }

    private void Write(Connection connection)
    {
        var file = PathOf(connection.Id);
        StoreFolder.Write(file, JsonSerializer.Serialize(connection, ConnectorJson.Options));
    }

    private string PathOf(ConnectionId id) => Path.Combine(_folder, $"{id}.json");
}
