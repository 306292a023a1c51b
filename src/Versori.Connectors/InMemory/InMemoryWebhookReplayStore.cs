namespace Versori.Connectors.InMemory;

/// <summary>
/// Remembers deliveries in the memory of the process, up to a number of them: enough for one machine. When there are more
/// than that, those go first whose time is nearest to its end.
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
            DropEnded(time.GetUtcNow());
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

    private void DropEnded(DateTimeOffset now)
    {
        while (_queue.TryPeek(out var key, out var until) && (until < now || _queue.Count >= Capacity))
        {
            _queue.Dequeue();
            // One that was removed and came again stands in the queue twice; only its own end ends it.
            if (_until.TryGetValue(key, out var current) && current == until) _until.Remove(key);
        }
    }
}
