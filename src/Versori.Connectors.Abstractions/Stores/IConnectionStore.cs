namespace Versori.Connectors;

/// <summary>Stores connections.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. Finding, and listing by connector and owner, are part of a cold call.
/// Results may be cached for the time that the host's options allow.
/// </remarks>
public interface IConnectionStore
{
    /// <summary>Finds a connection; <see langword="null"/> if there is none.</summary>
    ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a connection if the stored revision still equals <see cref="Connection.Revision"/>. Revision 0 creates it
    /// if its name is not in use within its connector and owner. On a conflict of names the result contains the
    /// connection with that name. If the connection itself has been deleted, the result contains none, even if another
    /// connection now has its name.
    /// </summary>
    ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Deletes a connection if the stored revision still equals the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams connections, ordered by id.</summary>
    /// <param name="filter">Selects the connections.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken);
}
