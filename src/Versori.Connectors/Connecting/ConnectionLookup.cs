namespace Versori.Connectors.Connecting;

/// <summary>Finds what connecting needs in the stores, and throws when it is missing or taken.</summary>
internal sealed class ConnectionLookup(IConnectorStore connectors, IConnectionStore connections)
{
    /// <exception cref="ConnectorException">The connection does not exist.</exception>
    public async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw ConnectionErrors.NotFound(id);

    /// <exception cref="ConnectorException">The connector does not exist, or it has only a draft.</exception>
    public Task<Connector> FindConnectorAsync(ConnectorId id, CancellationToken cancellationToken) =>
        FindConnectorAsync(id, version: null, cancellationToken);

    /// <exception cref="ConnectorException">The connector or the version does not exist.</exception>
    public async Task<Connector> FindConnectorAsync(ConnectorId id, int? version, CancellationToken cancellationToken)
    {
        var connector = await connectors.FindAsync(id, version, cancellationToken).ConfigureAwait(false)
            ?? throw (version is { } missing
                ? ConnectionErrors.Create(
                    ConnectorErrorCode.NotFound, $"The connector '{id}' has no version {missing}.", "version")
                : ConnectionErrors.ConnectorNotFound(id));
        return connector.Definition is null ? throw ConnectionErrors.NotPublished(id) : connector;
    }

    /// <summary>Finds an owner's connection by its name.</summary>
    public async Task<Connection?> FindByNameAsync(
        ConnectorId connector, Owner owner, string name, CancellationToken cancellationToken)
    {
        var filter = new ConnectionFilter { ConnectorId = connector, Owner = owner, Name = name };
        await foreach (var existing in connections.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            return existing;
        }

        return null;
    }

    /// <exception cref="ConnectorException">The owner has a connection of that name.</exception>
    public async Task ThrowIfNameTakenAsync(
        ConnectorId connector, Owner owner, string name, CancellationToken cancellationToken)
    {
        var existing = await FindByNameAsync(connector, owner, name, cancellationToken).ConfigureAwait(false);
        if (existing is not null) throw ConnectionErrors.NameTaken(existing);
    }
}
