namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConnectionLock"/>.</summary>
public abstract class ConnectionLockConformance : StoreConformance<IConnectionLock>
{
    // A call that takes longer is considered to wait forever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ConnectionId Id = Samples.Connection().Id;

    [Fact]
    public async Task A_hundred_concurrent_callers_hold_the_lock_one_at_a_time()
    {
        var mutex = await CreateAsync();
        var (requested, inside, most, unguarded) = (0, 0, 0, 0);
        var allRequested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await Racing.RunAsync(100, async _ =>
        {
            if (Interlocked.Increment(ref requested) == 100) allRequested.SetResult();
            await using var held = await mutex.AcquireAsync(Id, Cancellation);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            var read = unguarded;
            // By then any second holder would have acquired it too, even with few threads.
            await allRequested.Task.WaitAsync(Patience, Cancellation);
            unguarded = read + 1;
            return Interlocked.Decrement(ref inside);
        });

        Assert.Equal(1, most);
        Assert.Equal(100, unguarded);
    }

    [Fact]
    public async Task Different_connections_do_not_wait_for_each_other()
    {
        var mutex = await CreateAsync();
        await using var first = await mutex.AcquireAsync(Id, Cancellation);

        // If the two shared a lock, this would wait forever.
        await using var second = await mutex
            .AcquireAsync(Samples.Connection().Id, Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task Disposing_releases_the_lock()
    {
        var mutex = await CreateAsync();
        var first = await mutex.AcquireAsync(Id, Cancellation);
        var second = mutex.AcquireAsync(Id, Cancellation).AsTask();
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();

        await (await second.WaitAsync(Patience, Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task Disposing_twice_releases_the_lock_once()
    {
        var mutex = await CreateAsync();
        var first = await mutex.AcquireAsync(Id, Cancellation);
        await first.DisposeAsync();
        await using var second = await mutex.AcquireAsync(Id, Cancellation);

        await first.DisposeAsync();

        using var giveUp = new CancellationTokenSource();
        var third = mutex.AcquireAsync(Id, giveUp.Token).AsTask();
        Assert.False(third.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_waiter_does_not_affect_other_waiters()
    {
        var mutex = await CreateAsync();
        var held = await mutex.AcquireAsync(Id, Cancellation);
        using var giveUp = new CancellationTokenSource();
        var impatient = mutex.AcquireAsync(Id, giveUp.Token).AsTask();
        var patient = mutex.AcquireAsync(Id, Cancellation).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(Patience, Cancellation));
        Assert.False(patient.IsCompleted);
        await held.DisposeAsync();
        await (await patient.WaitAsync(Patience, Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task A_cancelled_caller_neither_acquires_nor_keeps_the_lock()
    {
        var mutex = await CreateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await mutex.AcquireAsync(Id, new CancellationToken(canceled: true)));

        await (await mutex.AcquireAsync(Id, Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_is_confirmed_while_it_is_held_and_not_after_its_release()
    {
        var mutex = await CreateAsync();
        var first = await mutex.AcquireAsync(Id, Cancellation);
        Assert.True(await first.ConfirmAsync(Cancellation));
        Assert.True(await first.ConfirmAsync(Cancellation));

        await first.DisposeAsync();

        Assert.False(await first.ConfirmAsync(Cancellation));
        await using var second = await mutex.AcquireAsync(Id, Cancellation);
        Assert.False(await first.ConfirmAsync(Cancellation));
        Assert.True(await second.ConfirmAsync(Cancellation));
    }

    [Fact]
    public async Task A_holder_that_lost_the_lock_detects_it_and_does_not_release_the_lock_of_another()
    {
        var mutex = await CreateAsync();
        var paused = await mutex.AcquireAsync(Id, Cancellation);
        if (await LoseAsync(Id) is not { } elsewhere)
        {
            // A holder cannot lose this lock.
            await paused.DisposeAsync();
            return;
        }

        var next = await elsewhere.AcquireAsync(Id, Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        Assert.False(await paused.ConfirmAsync(Cancellation));
        Assert.True(await next.ConfirmAsync(Cancellation));
        await paused.DisposeAsync();
        Assert.True(await next.ConfirmAsync(Cancellation));
        await next.DisposeAsync();
        Assert.False(await paused.ConfirmAsync(Cancellation));
    }

    /// <summary>
    /// Makes the holder of a lock lose it as a pause that is longer than the lease, or a broken session, does: the
    /// holder does not notice. Override it for locks that several processes share.
    /// </summary>
    /// <param name="id">The connection whose lock is held.</param>
    /// <returns>
    /// The lock as another process sees it; <see langword="null"/> if a holder cannot lose the lock, as within one
    /// process.
    /// </returns>
    protected virtual ValueTask<IConnectionLock?> LoseAsync(ConnectionId id) => new((IConnectionLock?)null);
}
