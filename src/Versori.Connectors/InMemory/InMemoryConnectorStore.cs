namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps connectors in memory until the process ends. For unit tests, and for hosts that need no durability.
/// </summary>
public sealed class InMemoryConnectorStore : IConnectorStore
{
    private readonly InMemoryTable<ConnectorId, Connector> _connectors = new(row => row.Id, row => row.Revision);
    private readonly Dictionary<(ConnectorId Id, int Version), ConnectorDefinition> _published = [];

    /// <inheritdoc />
    public ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_connectors.Lock)
        {
            var connector = _connectors.Find(id);
            if (connector is null || version is null || version == connector.Version) return new(connector);
            return new(_published.TryGetValue((id, version.Value), out var definition)
                ? connector with { Version = version.Value, Definition = definition }
                : null);
        }
    }

    /// <inheritdoc />
    public ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connector);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_connectors.Lock)
        {
            var result = _connectors.Save(connector, row => row with { Revision = row.Revision + 1 });
            if (result.IsSaved && connector.Definition is not null)
            {
                _published.TryAdd((connector.Id, connector.Version), connector.Definition);
            }

            return new(result);
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_connectors.Lock)
        {
            var deleted = _connectors.Delete(id, revision);
            for (var version = 1; version <= deleted?.Version; version++) _published.Remove((id, version));
            return new(deleted is not null);
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken) =>
        Streaming.Of(_connectors.List(_ => true, after), cancellationToken);
}
