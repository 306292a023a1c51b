namespace Versori.Connectors.InMemory;

/// <summary>Keeps bindings in memory until the process ends.</summary>
public sealed class InMemoryBindingStore : IBindingStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BindingKey, Binding> _bindings = [];

    /// <summary>How many entries the store keeps.</summary>
    internal int EntryCount
    {
        get
        {
            lock (_lock) return _bindings.Count;
        }
    }

    /// <inheritdoc />
    public ValueTask<Binding?> FindAsync(BindingKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(_bindings.GetValueOrDefault(key));
    }

    /// <inheritdoc />
    public ValueTask<SaveResult<Binding>> SaveAsync(Binding binding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var current = _bindings.GetValueOrDefault(binding.Key);
            if (binding.Revision != (current?.Revision ?? 0)) return new(SaveResult<Binding>.Conflict(current));
            var saved = binding with { Revision = binding.Revision + 1 };
            _bindings[binding.Key] = saved;
            return new(SaveResult<Binding>.Saved(saved));
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(BindingKey key, long revision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(_bindings.GetValueOrDefault(key)?.Revision == revision && _bindings.Remove(key));
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Binding> ListAsync(BindingFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        lock (_lock)
        {
            return Streaming.Of(_bindings.Values.Where(row => Matches(row, filter)).ToArray(), cancellationToken);
        }
    }

    /// <summary>Saves all bindings, or none if the stored revision of one is another.</summary>
    internal bool TrySaveAll(IReadOnlyList<Binding> bindings)
    {
        lock (_lock)
        {
            var isCurrent = bindings.All(row =>
                row.Revision == (_bindings.GetValueOrDefault(row.Key)?.Revision ?? 0));
            if (!isCurrent) return false;
            foreach (var row in bindings) _bindings[row.Key] = row with { Revision = row.Revision + 1 };
            return true;
        }
    }

    private static bool Matches(Binding row, BindingFilter filter) =>
        (filter.ConnectionId is not { } connection || row.ConnectionId == connection)
        && (filter.Template is not { } template || row.Key.Template == template)
        && (filter.Owner is not { } owner || row.Key.Owner == owner);
}
