namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IConversationStore"/> that keeps its contents after a restart.
/// </summary>
public abstract class DurableConversationStoreConformance : ConversationStoreConformance
{
    [Fact]
    public async Task Conversations_and_sources_survive_a_restart()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Conversation(1), [Samples.Source("a")], Cancellation)).Current!;

        var reopened = await ReopenAsync();

        Assert.Equal(saved, await reopened.FindAsync(saved.Id, Cancellation));
        Assert.Equal(Samples.Source("a"), await reopened.FindSourceAsync(saved.Id, "a", Cancellation));
        var next = await reopened.SaveAsync(saved with { Title = "later" }, [], Cancellation);
        Assert.True(next.IsSaved);
    }

    /// <summary>Opens the store of <c>CreateAsync</c> again, as after a restart.</summary>
    protected abstract ValueTask<IConversationStore> ReopenAsync();
}
