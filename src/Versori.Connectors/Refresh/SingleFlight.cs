namespace Versori.Connectors.Refresh;

/// <summary>
/// Runs one piece of work at a time; whoever asks while it runs waits for the same result. A waiter that is cancelled
/// leaves alone: it cancels neither the work nor the others.
/// </summary>
internal sealed class SingleFlight<T>
{
    private Task<T>? _running;

    /// <summary>Joins the work that is under way, or begins it.</summary>
    public Task<T> RunAsync(Func<Task<T>> work, CancellationToken cancellationToken) => Start(work).WaitAsync(cancellationToken);

    /// <summary>Begins the work unless it is under way, without waiting for it. Its failure is the work's own to report.</summary>
    public Task<T> Start(Func<Task<T>> work)
    {
        // On itself, which nobody else locks: there are several for each connection.
        lock (this)
        {
            if (_running is { IsCompleted: false } running) return running;
            var started = _running = Task.Run(work);
            // When every waiter has left, nobody else looks at the outcome; and what it gave is not to be kept here.
            _ = started.ContinueWith(
                static (task, self) =>
                {
                    _ = task.Exception;
                    _ = Interlocked.CompareExchange(ref ((SingleFlight<T>)self!)._running, null, (Task<T>)task);
                },
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return started;
        }
    }
}
