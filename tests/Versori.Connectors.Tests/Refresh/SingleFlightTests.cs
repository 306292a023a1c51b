using Versori.Connectors.Refresh;

namespace Versori.Connectors.Tests.Refresh;

/// <summary>Only one piece of work runs for each key at a time.</summary>
[Trait("Kind", "Race")]
public sealed class SingleFlightTests
{
    private readonly SingleFlight<object, int> _flights = new();
    private readonly object _key = new();
    private int _runs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_during_the_work_wait_for_the_same_result()
    {
        var released = new TaskCompletionSource();
        var waiters = Enumerable.Range(0, 100)
            .Select(_ => _flights.RunAsync(_key, () => CountAsync(released.Task), Cancellation)).ToArray();

        released.SetResult();

        Assert.All(await Task.WhenAll(waiters), result => Assert.Equal(1, result));
    }

    [Fact]
    public async Task A_caller_after_the_end_of_the_work_starts_it_again()
    {
        for (var run = 1; run <= 1_000; run++)
            Assert.Equal(run, await _flights.Start(_key, () => CountAsync(Task.CompletedTask)));
    }

    [Fact]
    public async Task Each_key_has_its_own_work()
    {
        var released = new TaskCompletionSource();
        var first = _flights.Start(_key, () => CountAsync(released.Task));

        Assert.Equal(7, await _flights.Start(new object(), () => Task.FromResult(7)));
        Assert.False(first.IsCompleted);

        released.SetResult();
        await first;
    }

    [Fact]
    public async Task Cancelling_a_waiter_cancels_neither_the_work_nor_other_waiters()
    {
        var released = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        var leaving = _flights.RunAsync(_key, () => CountAsync(released.Task), cancellation.Token);
        var staying = _flights.RunAsync(_key, () => CountAsync(released.Task), Cancellation);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        released.SetResult();

        Assert.Equal(1, await staying);
    }

    [Fact]
    public async Task Failed_work_fails_for_all_waiters_and_the_next_caller_starts_it_again()
    {
        var released = new TaskCompletionSource();
        var waiters = Enumerable.Range(0, 10)
            .Select(_ => _flights.RunAsync(_key, () => CountAsync(released.Task), Cancellation)).ToArray();

        released.SetException(new InvalidOperationException("no"));

        foreach (var waiter in waiters) await Assert.ThrowsAsync<InvalidOperationException>(() => waiter);
        Assert.Equal(2, await _flights.Start(_key, () => CountAsync(Task.CompletedTask)));
    }

    [Fact]
    public async Task Many_repeated_calls_never_run_the_work_concurrently()
    {
        var (running, most) = (0, 0);

        async Task<int> AloneAsync()
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return 0;
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var time = 0; time < 2_000; time++) await _flights.RunAsync(_key, AloneAsync, Cancellation);
        })));

        Assert.Equal(1, most);
    }

    private async Task<int> CountAsync(Task released)
    {
        var run = Interlocked.Increment(ref _runs);
        await released;
        return run;
    }
}
