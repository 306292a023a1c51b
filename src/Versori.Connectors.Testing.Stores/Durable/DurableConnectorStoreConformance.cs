namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConnectorStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableConnectorStoreConformance : ConnectorStoreConformance
{
    [Fact]
    public async Task Saved_records_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        var reopened = await ReopenAsync();
        Assert.Equal(saved, await reopened.FindAsync(saved.Id, null, Cancellation));
        Assert.Equal(saved, await reopened.FindAsync(saved.Id, 1, Cancellation));
        Assert.False((await reopened.SaveAsync(Samples.Connector(), Cancellation)).IsSaved);
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IConnectorStore> ReopenAsync();
}
