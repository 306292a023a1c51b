namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IBindingStore"/>.</summary>
public abstract class BindingStoreConformance : StoreConformance<IBindingStore>
{
    private protected static readonly ConnectionId Connection = Samples.Connection().Id;

    [Fact]
    public async Task Each_template_owner_and_environment_has_its_own_binding()
    {
        var store = await CreateAsync();
        Binding[] bindings =
        [
            Samples.Binding(Connection),
            Samples.Binding(Connection, "other"),
            Samples.Binding(Connection, owner: Owner.User("ada")),
            Samples.Binding(Connection, environment: "production"),
            Samples.Binding(Connection, environment: "Production"),
        ];

        foreach (var binding in bindings) Assert.True((await store.SaveAsync(binding, Cancellation)).IsSaved);

        foreach (var binding in bindings)
        {
            Assert.Equal(binding with { Revision = 1 }, await store.FindAsync(binding.Key, Cancellation));
        }
        Assert.Null(await store.FindAsync(new(new("mirror", "shop"), Owner.User("bob")), Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_creations_succeeds()
    {
        var store = await CreateAsync();

        var results = await Racing.RunAsync(100, number => store
            .SaveAsync(Samples.Binding(Samples.Connection(number: number).Id), Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.All(results, result => Assert.Equal(winner, result.Current));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Binding(Connection), Cancellation)).Current!;
        var second = (await store.SaveAsync(
            first with { ConnectionId = Samples.Connection().Id }, Cancellation)).Current!;

        var result = await store.SaveAsync(first, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(second, result.Current);
        Assert.Equal(second, await store.FindAsync(first.Key, Cancellation));
    }

    [Fact]
    public async Task A_deletion_with_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Binding(Connection), Cancellation)).Current!;
        var second = (await store.SaveAsync(
            first with { ConnectionId = Samples.Connection().Id }, Cancellation)).Current!;

        Assert.False(await store.DeleteAsync(first.Key, first.Revision, Cancellation));
        Assert.True(await store.DeleteAsync(first.Key, second.Revision, Cancellation));
        Assert.Null(await store.FindAsync(first.Key, Cancellation));
        Assert.False((await store.SaveAsync(second, Cancellation)).IsSaved);
        Assert.True((await store.SaveAsync(Samples.Binding(Connection), Cancellation)).IsSaved);
    }

    [Fact]
    public async Task The_list_of_the_bindings_of_a_connection_reflects_changes()
    {
        var store = await CreateAsync();
        var other = Samples.Connection().Id;
        var moved = (await store.SaveAsync(Samples.Binding(Connection, "a"), Cancellation)).Current!;
        await store.SaveAsync(Samples.Binding(Connection, "b", Owner.User("ada"), "test"), Cancellation);
        await store.SaveAsync(moved with { ConnectionId = other }, Cancellation);

        Assert.Equal(["b"], await IntegrationsAsync(Connection));
        Assert.Equal(["a"], await IntegrationsAsync(other));
        Assert.Empty(await IntegrationsAsync(Samples.Connection().Id));

        async Task<string[]> IntegrationsAsync(ConnectionId id) =>
            [.. (await store.ListAsync(new() { ConnectionId = id }, Cancellation).ToListAsync(Cancellation))
                .Select(binding => binding.Key.Template.Integration)];
    }

    [Fact]
    public async Task The_bindings_of_an_owner_are_listed_in_all_environments()
    {
        var store = await CreateAsync();
        var ada = Owner.User("ada");
        await store.SaveAsync(Samples.Binding(Connection, "a", ada), Cancellation);
        await store.SaveAsync(Samples.Binding(default, "b", ada, "test"), Cancellation);
        await store.SaveAsync(Samples.Binding(Connection, "c", Owner.User("bob")), Cancellation);

        var found = await store.ListAsync(new() { Owner = ada }, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            ["a", "b"],
            found.Select(binding => binding.Key.Template.Integration).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Single(found, binding => binding.IsDeactivated);
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing_and_a_listing_ends()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(Samples.Binding(Connection), cancelled));
        Assert.Null(await store.FindAsync(Samples.Binding(Connection).Key, Cancellation));
        await store.SaveAsync(Samples.Binding(Connection), Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.ListAsync(new() { ConnectionId = Connection }, cancelled).ToListAsync(Cancellation));
    }
}
