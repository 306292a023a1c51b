namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IBindingStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableBindingStoreConformance : BindingStoreConformance
{
    [Fact]
    public async Task Saved_records_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Binding(Connection), Cancellation)).Current!;
        var reopened = await ReopenAsync();
        Assert.Equal(saved, await reopened.FindAsync(saved.Key, Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IBindingStore> ReopenAsync();
}
