using Versori.Connectors.Caching;

namespace Versori.Connectors.Tests.Caching;

public sealed class BoundedCacheTests
{
    private const int Capacity = 1_000;
    private const int Threads = 8;

    [Fact]
    public void A_million_keys_on_many_threads_exceed_the_capacity_by_at_most_one_entry_per_thread()
    {
        var (evicted, most) = (0, 0);
        var cache = new BoundedCache<int, Entry>(
            () => Capacity, key => new(key), (_, _) => Interlocked.Increment(ref evicted));

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            for (var number = 0; number < 1_000_000 / Threads; number++)
            {
                var key = (number * Threads) + thread;
                Assert.Equal(key, cache.GetOrAdd(key).Key);
                if (cache.Count is var count && count > Volatile.Read(ref most)) Volatile.Write(ref most, count);
            }
        });

        Assert.InRange(most, Capacity, Capacity + Threads);
        Assert.Equal(cache.Count, cache.Entries.Count());
        Assert.Equal(1_000_000, cache.Count + evicted);
    }

    [Fact]
    public void Recently_used_entries_are_kept_when_others_are_evicted()
    {
        var cache = new BoundedCache<int, Entry>(() => Capacity, key => new(key), (_, _) => { });
        for (var key = 0; key < Capacity; key++) cache.GetOrAdd(key);
        foreach (var entry in cache.Entries) entry.WasUsed = false;
        var kept = Enumerable.Range(0, Capacity / 2).Select(key => cache.GetOrAdd(key)).ToList();

        for (var key = Capacity; key < Capacity + 100; key++) cache.GetOrAdd(key);

        Assert.All(kept, entry => Assert.Same(entry, cache.Find(entry.Key)));
    }

    [Fact]
    public void A_cache_of_one_keeps_the_last_entry()
    {
        var cache = new BoundedCache<int, Entry>(() => 1, key => new(key), (_, _) => { });
        for (var key = 0; key < 100; key++) cache.GetOrAdd(key);

        Assert.Equal(99, Assert.Single(cache.Entries).Key);
    }

    private sealed class Entry(int key) : ICacheEntry
    {
        public int Key => key;

        public bool WasUsed { get; set; }
    }
}
