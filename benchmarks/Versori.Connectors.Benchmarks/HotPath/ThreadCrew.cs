namespace Versori.Connectors.Benchmarks.HotPath;

/// <summary>
/// Threads that wait for the start, run their share, and signal completion. One thread needs no crew.
/// </summary>
internal sealed class ThreadCrew : IDisposable
{
    private readonly Action<int> _share;
    private readonly Barrier? _barrier;
    private volatile bool _stopped;

    public ThreadCrew(int threads, Action<int> share)
    {
        _share = share;

        if (threads > 1)
        {
            _barrier = new(threads);

            for (var number = 1; number < threads; number++)
            {
                var mine = number;
                new Thread(() => Work(mine)) { IsBackground = true }.Start();
            }
        }
    }

    /// <summary>Every thread runs its share once; the caller's thread is the first.</summary>
    public void Run()
    {
        _barrier?.SignalAndWait();
        _share(0);
        _barrier?.SignalAndWait();
    }

    public void Dispose()
    {
        _stopped = true;
        _barrier?.SignalAndWait();
    }

    private void Work(int number)
    {
        // The barrier wakes the thread for each round and, at the end, to stop.
        while (true)
        {
            _barrier!.SignalAndWait();

            if (_stopped)
            {
                return;
            }

            _share(number);
            _barrier.SignalAndWait();
        }
    }
}
