namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConnectionStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableConnectionStoreConformance : ConnectionStoreConformance
{
    [Fact]
    public async Task Saved_records_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        var reopened = await ReopenAsync();
        Assert.Equal(saved, await reopened.FindAsync(saved.Id, Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IConnectionStore> ReopenAsync();
}
