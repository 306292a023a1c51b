namespace Versori.Connectors.Refresh;

/// <summary>
/// Runs one piece of work at a time; whoever asks while it runs waits for the same result. A waiter that is cancelled
/// leaves alone: it cancels neither the work nor the others.
/// </summary>
internal sealed class SingleFlight<T>
{
    private readonly Lock _lock = new();
    private Task<T>? _running;

    /// <summary>Joins the work that is under way, or begins it.</summary>
    public Task<T> RunAsync(Func<Task<T>> work, CancellationToken cancellationToken) => Start(work).WaitAsync(cancellationToken);

    /// <summary>Begins the work unless it is under way, without waiting for it. Its failure is the work's own to report.</summary>
    public Task<T> Start(Func<Task<T>> work)
    {
        lock (_lock)
        {
            if (_running is { IsCompleted: false } running) return running;
            _running = Task.Run(work);
            // When every waiter has left, nobody else looks at the outcome.
            _ = _running.ContinueWith(
                static task => _ = task.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return _running;
        }
    }
}
