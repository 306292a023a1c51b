namespace Versori.Connectors.InMemory;

/// <summary>Keeps activations in memory until the process ends.</summary>
/// <param name="bindings">
/// The store of bindings. Those of <see cref="InMemoryBindingStore"/> are saved atomically with activations.
/// </param>
public sealed class InMemoryActivationStore(IBindingStore? bindings = null) : IActivationStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ActivationKey, Activation> _activations = [];

    /// <inheritdoc />
    public ValueTask<Activation?> FindAsync(ActivationKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(_activations.GetValueOrDefault(key));
    }

    /// <inheritdoc />
    public bool StoresBindingsIn(IBindingStore bindings) =>
        ReferenceEquals(bindings, Bindings) && bindings is not null;

    /// <inheritdoc />
    public ValueTask<SaveResult<Activation>> SaveAsync(
        Activation activation, IReadOnlyList<Binding> bindings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(bindings);
        cancellationToken.ThrowIfCancellationRequested();
        if (bindings.Count > 0 && Bindings is null)
            throw new ArgumentException("This store does not store the bindings.", nameof(bindings));
        lock (_lock)
        {
            var current = _activations.GetValueOrDefault(activation.Key);
            var isSaved = activation.Revision == (current?.Revision ?? 0)
                && (bindings.Count == 0 || Bindings!.TrySaveAll(bindings));
            if (!isSaved) return new(SaveResult<Activation>.Conflict(current));
            var saved = activation with { Revision = activation.Revision + 1 };
            _activations[activation.Key] = saved;
            return new(SaveResult<Activation>.Saved(saved));
        }
    }

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(ActivationKey key, long revision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return new(_activations.GetValueOrDefault(key)?.Revision == revision && _activations.Remove(key));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Activation> ListAsync(ActivationFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Activation[] found;
        lock (_lock) found = [.. _activations.Values.Where(row => Matches(row, filter))];
        Array.Sort(found, static (one, other) => Compare(one.Key, other.Key));
        return Streaming.Of(found, cancellationToken);
    }

    private InMemoryBindingStore? Bindings { get; } = bindings as InMemoryBindingStore;

    private static bool Matches(Activation row, ActivationFilter filter) =>
        (filter.Integration is not { } integration || row.Key.Integration == integration)
        && (filter.Owner is not { } owner || row.Key.Owner == owner)
        && (filter.IsActive is not { } isActive || row.IsActive == isActive)
        && (filter.After is not { } after || Compare(row.Key, after) > 0);

    private static int Compare(ActivationKey one, ActivationKey other)
    {
        var order = string.CompareOrdinal(one.Integration, other.Integration);
        if (order == 0) order = string.CompareOrdinal(one.Owner.ToString(), other.Owner.ToString());
        return order != 0 ? order : string.CompareOrdinal(one.Environment, other.Environment);
    }
}
