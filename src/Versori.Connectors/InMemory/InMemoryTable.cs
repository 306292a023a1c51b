namespace Versori.Connectors.InMemory;

/// <summary>Rows by key and revision. A caller holds the lock over a check and the change that depends on it.</summary>
internal sealed class InMemoryTable<TKey, TRow>(Func<TRow, TKey> keyOf, Func<TRow, long> revisionOf)
    where TKey : struct, IComparable<TKey>
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> _rows = [];

    public Lock Lock { get; } = new();

    public int Count
    {
        get
        {
            lock (Lock) return _rows.Count;
        }
    }

    public TRow? Find(TKey key)
    {
        lock (Lock) return _rows.GetValueOrDefault(key);
    }

    /// <summary>Saves a row if the stored revision equals the row's own; 0 means that there is no row.</summary>
    public SaveResult<TRow> Save(TRow row, Func<TRow, TRow> withNextRevision)
    {
        lock (Lock)
        {
            var current = _rows.GetValueOrDefault(keyOf(row));
            var revision = current is null ? 0 : revisionOf(current);
            if (revisionOf(row) != revision) return SaveResult<TRow>.Conflict(current);
            var saved = withNextRevision(row);
            _rows[keyOf(row)] = saved;
            return SaveResult<TRow>.Saved(saved);
        }
    }

    public TRow? Delete(TKey key, long revision)
    {
        lock (Lock)
        {
            if (!_rows.TryGetValue(key, out var row) || revisionOf(row) != revision) return null;
            _rows.Remove(key);
            return row;
        }
    }

    /// <summary>Returns a copy of the matching rows after a key, in the order of the keys.</summary>
    public TRow[] List(Func<TRow, bool> matches, TKey? after = null)
    {
        lock (Lock)
        {
            return [.. _rows.Values
                .Where(row => (after is not { } key || keyOf(row).CompareTo(key) > 0) && matches(row))
                .OrderBy(keyOf)];
        }
    }
}
