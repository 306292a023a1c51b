namespace Versori.Connectors.InMemory;

/// <summary>
/// Remembers a limited number of webhook deliveries in memory, for hosts on one machine. When there are more, it first
/// forgets those that expire soonest.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class InMemoryWebhookReplayStore(TimeProvider time) : IWebhookReplayStore
{
    /// <summary>How many deliveries are remembered. Each takes about 250 bytes.</summary>
    public const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _queue = new();

    /// <inheritdoc />
    public ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            RemoveExpired(time.GetUtcNow());
            if (!_until.TryAdd(key, until)) return new(false);
            _queue.Enqueue(key, until);
            return new(true);
        }
    }

    /// <inheritdoc />
    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) _until.Remove(key);
        return default;
    }

    /// <summary>How many entries the store keeps, those of its queue included.</summary>
    internal int EntryCount
    {
        get
        {
            lock (_lock) return _until.Count + _queue.Count;
        }
    }

    private void RemoveExpired(DateTimeOffset now)
    {
        while (_queue.TryPeek(out var key, out var until) && (until < now || _queue.Count >= Capacity))
        {
            _queue.Dequeue();
            // A delivery that was removed and added again is in the queue twice. Only its latest expiry removes it.
            if (_until.TryGetValue(key, out var current) && current == until) _until.Remove(key);
        }
    }
}
