namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IWebhookReplayStore"/>.</summary>
public abstract class WebhookReplayStoreConformance : StoreConformance<IWebhookReplayStore>
{
    /// <summary>The clock of the store. Default: the system's.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    private protected DateTimeOffset Later => Time.GetUtcNow().AddHours(1);

    [Fact]
    public async Task A_delivery_is_new_once()
    {
        var store = await CreateAsync();

        Assert.True(await store.TryAddAsync("a", Later, Cancellation));
        Assert.False(await store.TryAddAsync("a", Later, Cancellation));
        Assert.False(await store.TryAddAsync("a", Later.AddHours(1), Cancellation));
    }

    [Fact]
    public async Task Deliveries_are_compared_case_sensitively()
    {
        var store = await CreateAsync();
        await store.TryAddAsync("a", Later, Cancellation);

        Assert.True(await store.TryAddAsync("A", Later, Cancellation));
        Assert.True(await store.TryAddAsync("b", Later, Cancellation));
    }

    [Fact]
    public async Task A_delivery_is_new_for_one_of_a_hundred_concurrent_callers()
    {
        var store = await CreateAsync();

        var responses = await Racing.RunAsync(100, _ => store.TryAddAsync("a", Later, Cancellation).AsTask());

        Assert.Single(responses, isNew => isNew);
    }

    [Fact]
    public async Task Removing_expired_deliveries_keeps_the_others()
    {
        var store = await CreateAsync();
        await store.TryAddAsync("kept", Later, Cancellation);
        await store.TryAddAsync("ended", Time.GetUtcNow().AddHours(-1), Cancellation);
        for (var number = 0; number < 50; number++) await store.TryAddAsync($"{number}", Later, Cancellation);

        Assert.False(await store.TryAddAsync("kept", Later, Cancellation));
        Assert.False(await store.TryAddAsync("0", Later, Cancellation));
    }

    [Fact]
    public async Task A_removed_delivery_is_new_again_once()
    {
        var store = await CreateAsync();
        await store.TryAddAsync("a", Later, Cancellation);
        await store.TryAddAsync("b", Later, Cancellation);

        await store.RemoveAsync("a", Cancellation);
        await store.RemoveAsync("never", Cancellation);

        Assert.True(await store.TryAddAsync("a", Later, Cancellation));
        Assert.False(await store.TryAddAsync("a", Later, Cancellation));
        Assert.False(await store.TryAddAsync("b", Later, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.TryAddAsync("a", Later, cancelled));
        Assert.True(await store.TryAddAsync("a", Later, Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.RemoveAsync("a", cancelled));

        Assert.False(await store.TryAddAsync("a", Later, Cancellation));
    }
}
