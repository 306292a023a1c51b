namespace Versori.Connectors.Testing;

/// <summary>What every <see cref="IWebhookReplayStore"/> must do that keeps its contents beyond a restart.</summary>
public abstract class DurableWebhookReplayStoreConformance : WebhookReplayStoreConformance
{
    [Fact]
    public async Task What_was_seen_outlives_the_store_object()
    {
        var store = await CreateAsync();
        await store.TryAddAsync("a", Later, Cancellation);
        var reopened = await ReopenAsync();
        Assert.False(await reopened.TryAddAsync("a", Later, Cancellation));
        Assert.True(await reopened.TryAddAsync("b", Later, Cancellation));
    }

    /// <summary>Opens what <c>CreateAsync</c> made anew, as after a restart.</summary>
    protected abstract ValueTask<IWebhookReplayStore> ReopenAsync();
}
