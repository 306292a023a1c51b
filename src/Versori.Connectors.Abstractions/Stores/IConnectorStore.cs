namespace Versori.Connectors;

/// <summary>Stores connectors and every published version of their definitions.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. Finding is part of a cold call, and results may be cached for the time
/// that the host's options allow. A canceled save has saved everything or nothing.
/// </remarks>
public interface IConnectorStore
{
    /// <summary>Finds a connector.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="version">
    /// A published version: the connector is returned with that definition. <see langword="null"/>: the connector is
    /// returned in its current state.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connector, or <see langword="null"/> if the connector or version does not exist.</returns>
    ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a connector if the stored revision still equals <see cref="Connector.Revision"/>. Revision 0 creates it if
    /// its key is not in use. Once saved, a published version stays readable with its original definition.
    /// </summary>
    ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken);

    /// <summary>Deletes a connector and its versions if the stored revision still equals the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams connectors, ordered by key.</summary>
    /// <param name="after">Only connectors with keys after this one.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken);
}
