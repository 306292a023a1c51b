namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ILimitStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableLimitStoreConformance : LimitStoreConformance
{
    [Fact]
    public async Task What_is_held_outlives_the_store_object()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim(Guid.NewGuid(), wanted: 60), Cancellation);

        var reopened = await ReopenAsync();

        Assert.Equal(40, (await reopened.ClaimAsync(Claim(Guid.NewGuid(), wanted: 100), Cancellation)).Units);
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<ILimitStore> ReopenAsync();
}
