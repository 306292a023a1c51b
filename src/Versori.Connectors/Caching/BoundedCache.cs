using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Versori.Connectors.Caching;

/// <summary>
/// Holds no more entries than its capacity, and as many beyond it as there are threads that add one at the same moment. What
/// was not looked up since the last time makes room first (second chance); a tenth goes in any case.
/// </summary>
/// <param name="capacity">How many entries it holds; asked when one is added.</param>
/// <param name="create">Makes the entry of a key. It may be made and not used when two threads ask for the same one.</param>
/// <param name="evicted">Told of each entry that made room, after it is gone.</param>
internal sealed class BoundedCache<TKey, TEntry>(Func<int> capacity, Func<TKey, TEntry> create, Action<TKey, TEntry> evicted)
    where TKey : notnull
    where TEntry : class, ICacheEntry
{
    private readonly ConcurrentDictionary<TKey, TEntry> _entries = [];
    private readonly Lock _makingRoom = new();

    // The dictionary's own count takes all of its locks.
    private int _count;

    /// <summary>How many there are. It may lag behind an entry that is being added or removed at this moment.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>All entries, as they are come by; others may be added and removed meanwhile.</summary>
    public IEnumerable<TEntry> Entries => _entries.Select(entry => entry.Value);

    /// <summary>The entry of a key, made if there is none.</summary>
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
        var most = capacity();
        if (Count >= most) MakeRoom(most);
        var added = create(key);
        while (!_entries.TryAdd(key, added))
        {
            if (_entries.TryGetValue(key, out var other)) return other;
        }

        Interlocked.Increment(ref _count);
        return added;
    }

    // Whoever comes while one makes room waits for it: going on would let the cache grow for as long as that takes.
    private void MakeRoom(int most)
    {
        lock (_makingRoom)
        {
            if (Count < most) return;
            var goal = most - Math.Max(1, most / 10);
            foreach (var (key, entry) in _entries)
            {
                if (Count <= goal) return;
                if (entry.WasUsed) entry.WasUsed = false;
                else Evict(key);
            }

            foreach (var (key, _) in _entries)
            {
                if (Count <= goal) return;
                Evict(key);
            }
        }
    }

    private void Evict(TKey key)
    {
        if (TryRemove(key, out var entry)) evicted(key, entry);
    }
}
