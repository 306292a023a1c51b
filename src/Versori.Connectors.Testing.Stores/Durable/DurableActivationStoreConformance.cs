namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IActivationStore"/> that keeps its contents after a restart.
/// </summary>
public abstract class DurableActivationStoreConformance : ActivationStoreConformance
{
    [Fact]
    public async Task Activations_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Activation("mirror", "ada"), [], Cancellation)).Current!;

        var reopened = await ReopenAsync();

        Assert.Equal(saved, await reopened.FindAsync(saved.Key, Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IActivationStore> ReopenAsync();
}
