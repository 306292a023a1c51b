namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IConnectSessionStore"/> that keeps its contents after a restart.
/// </summary>
public abstract class DurableConnectSessionStoreConformance : ConnectSessionStoreConformance
{
    [Fact]
    public async Task Sessions_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Session("a"), Cancellation)).Current!;

        var reopened = await ReopenAsync();

        Assert.Equal(saved, await reopened.FindAsync("a", Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IConnectSessionStore> ReopenAsync();
}
