using System.Collections.Concurrent;

namespace Versori.Connectors.InMemory;

/// <summary>
/// Keeps pending sign-ins in memory until the process ends. Only this process can complete them.
/// </summary>
public sealed class InMemoryPendingSignInStore : IPendingSignInStore
{
    private readonly ConcurrentDictionary<string, PendingSignIn> _pending = new(StringComparer.Ordinal);

    internal int EntryCount => _pending.Count;

    /// <inheritdoc />
    public ValueTask AddAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        _pending[pending.Id] = pending;
        return default;
    }

    /// <inheritdoc />
    public ValueTask<PendingSignIn?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_pending.GetValueOrDefault(id));
    }

    /// <inheritdoc />
    public ValueTask<PendingSignIn?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_pending.TryRemove(id, out var taken) ? taken : null);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<PendingSignIn> TakeExpiredAsync(
        DateTimeOffset before, CancellationToken cancellationToken)
    {
        var taken = _pending.Values
            .Where(pending => pending.ExpiresAt <= before && _pending.TryRemove(pending.Id, out _))
            .ToArray();
        return Streaming.Of(taken, cancellationToken);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<PendingSignIn> TakeOwnedAsync(Owner owner, CancellationToken cancellationToken)
    {
        var taken = _pending.Values
            .Where(pending => pending.Owner == owner && _pending.TryRemove(pending.Id, out _))
            .ToArray();
        return Streaming.Of(taken, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<PendingSignIn?> UpdateAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        var updated = pending with { Revision = pending.Revision + 1 };
        var isUpdated = _pending.TryGetValue(pending.Id, out var current)
            && current.Revision == pending.Revision
            && _pending.TryUpdate(pending.Id, updated, current);
        return new(isUpdated ? updated : null);
    }
}
