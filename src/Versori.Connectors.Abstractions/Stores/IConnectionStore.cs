namespace Versori.Connectors;

/// <summary>Keeps connections.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. Finding and listing by connector and owner are on the path of a cold
/// call; what is returned may be cached for the time that the host's options allow.
/// </remarks>
public interface IConnectionStore
{
    /// <summary>Finds a connection; <see langword="null"/> when there is none.</summary>
    ValueTask<Connection?> FindAsync(ConnectionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Saves a connection if the stored revision is still <see cref="Connection.Revision"/>; 0 creates it if its name is
    /// free within its connector and owner. On a conflict of names the result holds the connection that has the name;
    /// when the connection itself has been deleted it holds none, whoever has its name now.
    /// </summary>
    ValueTask<SaveResult<Connection>> SaveAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Deletes a connection if the stored revision is still the given one.</summary>
    /// <returns>Whether it was deleted.</returns>
    ValueTask<bool> DeleteAsync(ConnectionId id, long revision, CancellationToken cancellationToken);

    /// <summary>Streams connections in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<Connection> ListAsync(ConnectionFilter filter, CancellationToken cancellationToken);
}
