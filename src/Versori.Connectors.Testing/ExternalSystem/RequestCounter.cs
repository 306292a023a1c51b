namespace Versori.Connectors.Testing;

/// <summary>Counts requests, and lets a test wait for the n-th without sleeping.</summary>
public sealed class RequestCounter
{
    /// <summary>The maximum wait: 30 seconds.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private int _count;

    /// <summary>The number of requests that arrived.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts one more request.</summary>
    public void Increment()
    {
        lock (_lock)
        {
            _count++;

            foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _count))
            {
                waiter.Reached.TrySetResult();
            }

            _waiters.RemoveAll(waiter => waiter.Count <= _count);
        }
    }

    /// <summary>Completes when at least <paramref name="count"/> requests have arrived since the start.</summary>
    /// <exception cref="TimeoutException">They did not arrive within <see cref="Timeout"/>.</exception>
    public async Task WaitForAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        lock (_lock)
        {
            if (_count >= count)
            {
                return;
            }

            _waiters.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(Timeout);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Waited for {count} requests; {Count} arrived.", exception);
        }
    }
}
