using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Caching;

/// <summary>
/// A cache with a limited number of entries. It may exceed its capacity by as many entries as there are threads that
/// add one at the same time. When it is full it evicts at least a tenth, first the entries that were not looked up
/// since the last eviction (second chance).
/// </summary>
/// <param name="capacity">How many entries it holds; called when one is added.</param>
/// <param name="create">
/// Creates the entry of a key. When two threads request the same key, one of two created entries is not used.
/// </param>
/// <param name="evicted">Called for each evicted entry, after it was removed.</param>
internal sealed class BoundedCache<TKey, TEntry>(
    Func<int> capacity, Func<TKey, TEntry> create, Action<TKey, TEntry> evicted)
    where TKey : notnull
    where TEntry : class, ICacheEntry
{
    private readonly ConcurrentDictionary<TKey, TEntry> _entries = [];
    private readonly Lock _evicting = new();

    // Reading the dictionary's own count takes all of its locks.
    private int _count;

    /// <summary>The number of entries. It may not yet include one that is being added or removed.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>All entries. Entries may be added and removed during the enumeration.</summary>
    public IEnumerable<TEntry> Entries => _entries.Select(entry => entry.Value);

    /// <summary>Returns the entry of a key, and creates it if there is none.</summary>
    public TEntry GetOrAdd(TKey key)
    {
        if (!_entries.TryGetValue(key, out var entry)) entry = Add(key);
        if (!entry.WasUsed) entry.WasUsed = true;
        return entry;
    }

    public TEntry? Find(TKey key) => _entries.GetValueOrDefault(key);

    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TEntry entry)
    {
        if (!_entries.TryRemove(key, out entry)) return false;
        Interlocked.Decrement(ref _count);
        return true;
    }

    private TEntry Add(TKey key)
    {
        var maximum = capacity();
        if (Count >= maximum) Evict(maximum);
        var added = create(key);
        while (!_entries.TryAdd(key, added))
        {
            if (_entries.TryGetValue(key, out var other)) return other;
        }

        Interlocked.Increment(ref _count);
        return added;
    }

    // Other threads wait for a running eviction: adding entries meanwhile would let the cache grow.
    private void Evict(int maximum)
    {
        lock (_evicting)
        {
            if (Count < maximum) return;
            var goal = maximum - Math.Max(1, maximum / 10);
            foreach (var (key, entry) in _entries)
            {
                if (Count <= goal) return;
                if (entry.WasUsed) entry.WasUsed = false;
                else Remove(key);
            }

            foreach (var (key, _) in _entries)
            {
                if (Count <= goal) return;
                Remove(key);
            }
        }
    }

    private void Remove(TKey key)
    {
        if (TryRemove(key, out var entry)) evicted(key, entry);
    }
}
