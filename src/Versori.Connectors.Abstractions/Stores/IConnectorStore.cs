namespace Versori.Connectors;

/// <summary>Keeps connectors and every published version of their definitions.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. What is returned may be cached for the time that the host's options allow;
/// finding is on the path of a cold call. Cancellation leaves a save either done or not begun.
/// </remarks>
public interface IConnectorStore
{
    /// <summary>Finds a connector.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="version">
    /// A published version: the connector is given with that definition; <see langword="null"/>: as it stands.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connector, or <see langword="null"/> when there is no such connector or version.</returns>
    ValueTask<Connector?> FindAsync(ConnectorId id, int? version, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a connector if the stored revision is still <see cref="Connector.Revision"/>; 0 creates it if its key is
    /// free. A published version, once saved, stays readable with the definition it had.
    /// </summary>
    ValueTask<SaveResult<Connector>> SaveAsync(Connector connector, CancellationToken cancellationToken);

    /// <summary>Deletes a connector and its versions if the stored revision is still the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(ConnectorId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams the connectors in the order of their keys.</summary>
    /// <param name="after">Only those with keys after this one.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connector> ListAsync(ConnectorId? after, CancellationToken cancellationToken);
}
