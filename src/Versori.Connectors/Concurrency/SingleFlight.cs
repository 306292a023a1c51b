using System.Collections.Concurrent;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Runs one operation for a key at a time. Callers that arrive while it runs wait for the same result. Cancelling one
/// caller cancels neither the operation nor the other callers.
/// </summary>
/// <remarks>One instance serves all keys. A key takes memory only while its operation runs.</remarks>
internal sealed class SingleFlight<TKey, T>
    where TKey : class
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>Joins the operation that is running for a key, or starts it.</summary>
    public Task<T> RunAsync(TKey key, Func<Task<T>> operation, CancellationToken cancellationToken) =>
        Start(key, operation).WaitAsync(cancellationToken);

    /// <summary>
    /// Starts the operation unless it is running, without waiting for it. The operation has to report its own failure.
    /// </summary>
    public Task<T> Start(TKey key, Func<Task<T>> operation)
    {
        var added = new Lazy<Task<T>>(() => Task.Run(operation));
        while (!_running.TryAdd(key, added))
        {
            if (!_running.TryGetValue(key, out var running)) continue;
            if (!running.Value.IsCompleted) return running.Value;
            // It has completed and is about to be removed. Its result may be older than what the caller knows.
            _running.TryRemove(KeyValuePair.Create(key, running));
        }

        _ = added.Value.ContinueWith(
            task =>
            {
                // Observes the exception in case no caller waits any more.
                _ = task.Exception;
                _running.TryRemove(KeyValuePair.Create(key, added));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return added.Value;
    }
}
