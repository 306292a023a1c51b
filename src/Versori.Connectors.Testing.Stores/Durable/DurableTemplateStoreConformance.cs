namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ITemplateStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableTemplateStoreConformance : TemplateStoreConformance
{
    [Fact]
    public async Task Saved_records_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Template(), Cancellation)).Current!;
        var reopened = await ReopenAsync();
        Assert.Equal(saved, await reopened.FindAsync(saved.Id, Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<ITemplateStore> ReopenAsync();
}
