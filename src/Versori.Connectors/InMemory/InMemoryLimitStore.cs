namespace Versori.Connectors.InMemory;

/// <summary>Divides limits among the engines of one process that share the store.</summary>
/// <param name="time">The clock.</param>
public sealed class InMemoryLimitStore(TimeProvider time) : ILimitStore
{
    private const int FewEntries = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LimitLedger> _ledgers = new(StringComparer.Ordinal);
    private int _collectAt = FewEntries;

    /// <inheritdoc />
    public ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_ledgers.TryGetValue(claim.Key, out var ledger))
            {
                Collect(now);
                _ledgers[claim.Key] = ledger = LimitLedger.Read("");
            }

            return new(ledger.Apply(claim, now));
        }
    }

    /// <summary>How many limits the store keeps.</summary>
    internal int EntryCount
    {
        get
        {
            lock (_lock) return _ledgers.Count;
        }
    }

    // Removes the limits that nobody has claimed for long.
    private void Collect(DateTimeOffset now)
    {
        if (_ledgers.Count < _collectAt) return;
        foreach (var (key, ledger) in _ledgers)
        {
            if (ledger.Until <= now) _ledgers.Remove(key);
        }

        _collectAt = Math.Max(FewEntries, 2 * _ledgers.Count);
    }
}
