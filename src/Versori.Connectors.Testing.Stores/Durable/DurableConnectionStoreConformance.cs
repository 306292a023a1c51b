namespace Versori.Connectors.Testing;

/// <summary>What every <see cref="IConnectionStore"/> must do that keeps its contents beyond a restart.</summary>
public abstract class DurableConnectionStoreConformance : ConnectionStoreConformance
{
    [Fact]
    public async Task What_was_saved_outlives_the_store_object()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        var reopened = await ReopenAsync();
        Assert.Equal(saved, await reopened.FindAsync(saved.Id, Cancellation));
    }

    /// <summary>Opens what <c>CreateAsync</c> made anew, as after a restart.</summary>
    protected abstract ValueTask<IConnectionStore> ReopenAsync();
}
