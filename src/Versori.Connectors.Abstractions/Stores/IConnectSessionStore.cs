namespace Versori.Connectors;

/// <summary>Keeps connect sessions.</summary>
/// <remarks>
/// Implementations are safe for concurrent use. Several processes share one store. Nothing is on the hot path, and
/// nothing may be cached.
/// </remarks>
public interface IConnectSessionStore
{
    /// <summary>The session, or <see langword="null"/>. Expired sessions may still be found.</summary>
    /// <param name="id"><see cref="ConnectSession.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a session whose revision is 0, or replaces the stored one if it still has the session's revision.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The saved session with its new revision, or the conflict with what is stored.</returns>
    ValueTask<SaveResult<ConnectSession>> SaveAsync(ConnectSession session, CancellationToken cancellationToken);

    /// <summary>
    /// Counts the sessions of an owner that have not expired at a time and are neither complete nor closed.
    /// </summary>
    /// <param name="owner">The owner.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<int> CountOpenAsync(Owner owner, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Removes all sessions of an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> DeleteOwnedAsync(Owner owner, CancellationToken cancellationToken);

    /// <summary>Removes all sessions that expired before a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were removed.</returns>
    ValueTask<int> DeleteExpiredAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
