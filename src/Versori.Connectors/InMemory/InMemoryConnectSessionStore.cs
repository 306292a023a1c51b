using System.Collections.Concurrent;

namespace Versori.Connectors.InMemory;

/// <summary>Keeps connect sessions in memory. They are lost on restart and not shared between processes.</summary>
public sealed class InMemoryConnectSessionStore : IConnectSessionStore
{
    private readonly ConcurrentDictionary<string, ConnectSession> _sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_sessions.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public ValueTask<SaveResult<ConnectSession>> SaveAsync(
        ConnectSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        cancellationToken.ThrowIfCancellationRequested();
        var saved = session with { Revision = session.Revision + 1 };
        var current = _sessions.GetValueOrDefault(session.Id);
        var isSaved = session.Revision == 0
            ? _sessions.TryAdd(session.Id, saved)
            : current?.Revision == session.Revision && _sessions.TryUpdate(session.Id, saved, current);
        return new(isSaved
            ? SaveResult<ConnectSession>.Saved(saved)
            : SaveResult<ConnectSession>.Conflict(_sessions.GetValueOrDefault(session.Id)));
    }

    /// <inheritdoc/>
    public ValueTask<int> CountOpenAsync(Owner owner, DateTimeOffset time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_sessions.Values.Count(session =>
            session.Owner == owner && session.ExpiresAt > time && session.IsOpen));
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteOwnedAsync(Owner owner, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var owned = _sessions.Values.Where(session => session.Owner == owner).ToArray();
        return new(owned.Count(session => _sessions.TryRemove(session.Id, out _)));
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteExpiredAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var expired = _sessions.Values.Where(session => session.ExpiresAt < time).ToArray();
        return new(expired.Count(session => _sessions.TryRemove(session.Id, out _)));
    }
}
