using System.Collections.Concurrent;

namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps pending sign-ins in memory until the process ends. Only this process can complete them.
/// </summary>
public sealed class InMemoryPendingAuthorizationStore : IPendingAuthorizationStore
{
    private readonly ConcurrentDictionary<string, PendingAuthorization> _pending = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ValueTask AddAsync(PendingAuthorization pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        _pending[pending.Id] = pending;
        return default;
    }

    /// <inheritdoc />
    public ValueTask<PendingAuthorization?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_pending.GetValueOrDefault(id));
    }

    /// <inheritdoc />
    public ValueTask<PendingAuthorization?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_pending.TryRemove(id, out var taken) ? taken : null);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<PendingAuthorization> TakeExpiredAsync(
        DateTimeOffset before, CancellationToken cancellationToken)
    {
        var taken = _pending.Values
            .Where(pending => pending.ExpiresAt <= before && _pending.TryRemove(pending.Id, out _))
            .ToArray();
        return Streaming.Of(taken, cancellationToken);
    }
}
