namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IAuditStore"/> that keeps its contents after a restart.</summary>
public abstract class DurableAuditStoreConformance : AuditStoreConformance
{
    [Fact]
    public async Task Entries_survive_a_restart()
    {
        var store = await CreateAsync();
        var entry = Entry(1, AuditAction.Connected) with { Actor = "ada", Owner = Owner.User("bob") };
        await store.AppendAsync(entry, Cancellation);

        Assert.Equal([entry], await ListAsync(await ReopenAsync(), new()));
    }

    /// <summary>Creates a store over the same contents, as after a restart.</summary>
    protected abstract ValueTask<IAuditStore> ReopenAsync();
}
