namespace Versori.Connectors.InMemory;

/// <summary>Rows by key and revision. Callers hold the lock across a check and the change that depends on it.</summary>
internal sealed class InMemoryTable<TKey, TRow>(Func<TRow, TKey> keyOf, Func<TRow, long> revisionOf)
    where TKey : struct, IComparable<TKey>
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> _rows = [];

    public Lock Lock { get; } = new();

    public TRow? Find(TKey key)
    {
        lock (Lock) return _rows.GetValueOrDefault(key);
    }

    /// <summary>Puts a row in place if the stored revision is still the row's own, 0 meaning absent.</summary>
    public SaveResult<TRow> Save(TRow row, Func<TRow, TRow> withNextRevision)
    {
        lock (Lock)
        {
            var current = _rows.GetValueOrDefault(keyOf(row));
            if (revisionOf(row) != (current is null ? 0 : revisionOf(current))) return SaveResult<TRow>.Conflict(current);
            var saved = withNextRevision(row);
            _rows[keyOf(row)] = saved;
            return SaveResult<TRow>.Saved(saved);
        }
    }

    public TRow? Delete(TKey key, long revision)
    {
        lock (Lock)
        {
            return _rows.TryGetValue(key, out var row) && revisionOf(row) == revision && _rows.Remove(key) ? row : null;
        }
    }

    /// <summary>A copy, in the order of the keys, of the rows after a key that match.</summary>
    public TRow[] Where(Func<TRow, bool> matches, TKey? after = null)
    {
        lock (Lock)
        {
            return [.. _rows.Values
                .Where(row => (after is not { } key || keyOf(row).CompareTo(key) > 0) && matches(row))
                .OrderBy(keyOf)];
        }
    }
}
