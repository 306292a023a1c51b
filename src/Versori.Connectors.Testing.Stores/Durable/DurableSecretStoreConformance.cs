namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ISecretStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableSecretStoreConformance : SecretStoreConformance
{
    [Fact]
    public async Task Written_secrets_survive_a_restart()
    {
        var store = await CreateAsync();
        var reference = await store.WriteAsync(Scope, "key", new Secret("kept"), Cancellation);
        var reopened = await ReopenAsync();
        Assert.Equal("kept", (await reopened.ReadAsync(reference, Cancellation))?.Reveal());
        Assert.NotEqual(reference, await reopened.WriteAsync(Scope, "key", new Secret("next"), Cancellation));
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<ISecretStore> ReopenAsync();
}
