namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IConnectionStore"/> about names: a name is unique within its connector and owner.
/// </summary>
public abstract class ConnectionNameConformance : StoreConformance<IConnectionStore>
{
    [Fact]
    public async Task One_of_a_hundred_concurrent_connections_with_the_same_name_is_created()
    {
        var store = await CreateAsync();

        var results = await Racing.RunAsync(
            100, number => store.SaveAsync(Samples.Connection(number: number), Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.All(results, result => Assert.Equal(winner, result.Current));
        Assert.Equal(winner, Assert.Single(await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task A_name_conflict_returns_the_connection_that_has_the_name()
    {
        var store = await CreateAsync();
        var holder = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;

        var result = await store.SaveAsync(Samples.Connection(), Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(holder, result.Current);
    }

    [Fact]
    public async Task The_same_name_is_available_for_another_owner_another_connector_and_in_another_case()
    {
        var store = await CreateAsync();
        await store.SaveAsync(Samples.Connection(), Cancellation);

        Assert.True((await store.SaveAsync(Samples.Connection(owner: Owner.User("ada")), Cancellation)).IsSaved);
        Assert.True((await store.SaveAsync(Samples.Connection(owner: Owner.User("host")), Cancellation)).IsSaved);
        Assert.True(
            (await store.SaveAsync(Samples.Connection(connector: ConnectorId.Parse("other")), Cancellation)).IsSaved);
        Assert.True((await store.SaveAsync(Samples.Connection("Acme"), Cancellation)).IsSaved);
    }

    [Fact]
    public async Task A_connection_cannot_be_renamed_to_a_taken_name()
    {
        var store = await CreateAsync();
        var holder = (await store.SaveAsync(Samples.Connection("taken"), Cancellation)).Current!;
        var other = (await store.SaveAsync(Samples.Connection("free"), Cancellation)).Current!;

        var result = await store.SaveAsync(other with { Name = "taken" }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(holder, result.Current);
        Assert.Equal(other, await store.FindAsync(other.Id, Cancellation));
    }

    [Fact]
    public async Task Renaming_frees_the_old_name_and_takes_the_new_one()
    {
        var store = await CreateAsync();
        var connection = (await store.SaveAsync(Samples.Connection("old"), Cancellation)).Current!;

        Assert.True((await store.SaveAsync(connection with { Name = "new" }, Cancellation)).IsSaved);

        Assert.True((await store.SaveAsync(Samples.Connection("old"), Cancellation)).IsSaved);
        Assert.False((await store.SaveAsync(Samples.Connection("new"), Cancellation)).IsSaved);
    }

    [Fact]
    public async Task A_refused_rename_changes_neither_name()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connection("a"), Cancellation)).Current!;
        await store.SaveAsync(first with { DefaultSince = null }, Cancellation);

        Assert.False((await store.SaveAsync(first with { Name = "b" }, Cancellation)).IsSaved);

        Assert.True((await store.SaveAsync(Samples.Connection("b"), Cancellation)).IsSaved);
        Assert.False((await store.SaveAsync(Samples.Connection("a"), Cancellation)).IsSaved);
    }

    [Fact]
    public async Task A_name_is_free_again_after_a_deletion()
    {
        var store = await CreateAsync();
        var connection = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        await store.DeleteAsync(connection.Id, connection.Revision, Cancellation);

        var again = await store.SaveAsync(Samples.Connection(), Cancellation);

        Assert.True(again.IsSaved);
        Assert.Equal(1, again.Current.Revision);
    }

    [Fact]
    public async Task A_deleted_connection_is_not_confused_with_a_new_one_of_the_same_name()
    {
        var store = await CreateAsync();
        var gone = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        await store.DeleteAsync(gone.Id, gone.Revision, Cancellation);
        var successor = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;

        var result = await store.SaveAsync(gone with { Tokens = [] }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Null(result.Current);
        Assert.Equal(successor, await store.FindAsync(successor.Id, Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_renames_to_the_same_name_succeeds()
    {
        var store = await CreateAsync();
        var connections = new List<Connection>();
        for (var number = 0; number < 100; number++)
        {
            connections.Add((await store.SaveAsync(Samples.Connection($"c{number}"), Cancellation)).Current!);
        }

        var results = await Racing.RunAsync(
            100, number => store.SaveAsync(connections[number] with { Name = "wanted" }, Cancellation).AsTask());

        Assert.Single(results, result => result.IsSaved);
        Assert.Single(await store.ListAsync(new() { Name = "wanted" }, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(100, (await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation)).Count);
    }
}
