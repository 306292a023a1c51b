using System.Collections.Concurrent;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Runs one piece of work for a key at a time; whoever asks while it runs waits for the same result. A waiter that is
/// cancelled leaves alone: it cancels neither the work nor the others.
/// </summary>
/// <remarks>One for all keys, of which very many are at rest and few at work: a key at rest takes no memory here.</remarks>
internal sealed class SingleFlights<TKey, T>
    where TKey : class
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>Joins the work that is under way for a key, or begins it.</summary>
    public Task<T> RunAsync(TKey key, Func<Task<T>> work, CancellationToken cancellationToken) => Start(key, work).WaitAsync(cancellationToken);

    /// <summary>Begins the work unless it is under way, without waiting for it. Its failure is the work's own to report.</summary>
    public Task<T> Start(TKey key, Func<Task<T>> work)
    {
        var added = new Lazy<Task<T>>(() => Task.Run(work));
        while (!_running.TryAdd(key, added))
        {
            if (!_running.TryGetValue(key, out var running)) continue;
            if (!running.Value.IsCompleted) return running.Value;
            // It has ended, and is about to be taken out: what it gave may be from before whatever the caller knows of.
            _running.TryRemove(KeyValuePair.Create(key, running));
        }

        _ = added.Value.ContinueWith(
            task =>
            {
                // When every waiter has left, nobody else looks at the outcome.
                _ = task.Exception;
                _running.TryRemove(KeyValuePair.Create(key, added));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return added.Value;
    }
}
