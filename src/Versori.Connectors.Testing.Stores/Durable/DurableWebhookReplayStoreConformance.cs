namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IWebhookReplayStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableWebhookReplayStoreConformance : WebhookReplayStoreConformance
{
    [Fact]
    public async Task Accepted_deliveries_survive_a_restart()
    {
        var store = await CreateAsync();
        await store.TryAddAsync("a", Later, Cancellation);
        var reopened = await ReopenAsync();
        Assert.False(await reopened.TryAddAsync("a", Later, Cancellation));
        Assert.True(await reopened.TryAddAsync("b", Later, Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IWebhookReplayStore> ReopenAsync();
}
