namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IPendingSignInStore"/> that keeps its contents after a restart.
/// </summary>
public abstract class DurablePendingSignInStoreConformance : PendingSignInStoreConformance
{
    [Fact]
    public async Task Added_sign_ins_survive_a_restart()
    {
        var store = await CreateAsync();
        await store.AddAsync(Samples.Pending("a"), Cancellation);
        var reopened = await ReopenAsync();
        Assert.Equal(Samples.Pending("a"), await reopened.TakeAsync("a", Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IPendingSignInStore> ReopenAsync();
}
