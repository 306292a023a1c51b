namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IConnectionStore"/> that saves secrets with connections
/// (<see cref="IAtomicConnectionStore"/>).
/// </summary>
public abstract class AtomicConnectionStoreConformance : StoreConformance<IAtomicConnectionStore>
{
    private static readonly Dictionary<SecretReference, Secret> None = [];

    [Fact]
    public async Task New_references_are_unique_and_write_nothing()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection();

        var first = store.CreateReference(SecretHolder.For(connection.Id), "token/a");
        var second = store.CreateReference(SecretHolder.For(connection.Id), "token/a");

        Assert.True(store.StoresSecretsIn(SecretsOf(store)));
        Assert.NotEqual(first, second);
        Assert.Equal((SecretHolder.For(connection.Id), "token/a"), (first.Holder, first.Name));
        Assert.Null(await SecretsOf(store).ReadAsync(first, Cancellation));
        Assert.Empty(await ListAsync(store, connection));
    }

    [Fact]
    public async Task A_new_connection_is_saved_with_its_secrets()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection();
        var credential = store.CreateReference(SecretHolder.For(connection.Id), "credential");
        var token = store.CreateReference(SecretHolder.For(connection.Id), "token/a");
        var written = new Dictionary<SecretReference, Secret> { [credential] = new("one"), [token] = new("two {0}") };

        var result = await store.SaveAsync(connection, written, [], Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(connection with { Revision = 1 }, result.Current);
        Assert.Equal(result.Current, await Connections(store).FindAsync(connection.Id, Cancellation));
        Assert.Equal("one", (await SecretsOf(store).ReadAsync(credential, Cancellation))?.Reveal());
        Assert.Equal("two {0}", (await SecretsOf(store).ReadAsync(token, Cancellation))?.Reveal());
    }

    [Fact]
    public async Task Replaced_secrets_are_deleted_with_the_save_and_others_are_kept()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection();
        var scope = SecretHolder.For(connection.Id);
        var kept = await SecretsOf(store).WriteAsync(scope, "credential", new Secret("kept"), Cancellation);
        var old = await SecretsOf(store).WriteAsync(scope, "token/a", new Secret("old"), Cancellation);
        var saved = (await store.SaveAsync(connection, None, [], Cancellation)).Current!;
        var next = store.CreateReference(scope, "token/a");
        var written = new Dictionary<SecretReference, Secret> { [next] = new("new") };

        var result = await store.SaveAsync(saved, written, [old, old with { Version = "not there" }], Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(new[] { kept, next }.ToHashSet(), await ListAsync(store, connection));
        Assert.Equal("new", (await SecretsOf(store).ReadAsync(next, Cancellation))?.Reveal());
    }

    [Fact]
    public async Task A_revision_conflict_returns_the_current_record_and_changes_no_secret()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connection(), None, [], Cancellation)).Current!;
        var second = (await store.SaveAsync(first, None, [], Cancellation)).Current!;

        await RefusedAsync(store, first, second);
    }

    [Fact]
    public async Task A_name_conflict_changes_no_secret()
    {
        var store = await CreateAsync();
        var holder = (await store.SaveAsync(Samples.Connection(), None, [], Cancellation)).Current!;
        var other = (await store.SaveAsync(Samples.Connection("other"), None, [], Cancellation)).Current!;

        await RefusedAsync(store, Samples.Connection(), holder);
        await RefusedAsync(store, other with { Name = holder.Name }, holder);
    }

    [Fact]
    public async Task A_disconnected_connection_is_not_restored_and_no_secret_is_written()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), None, [], Cancellation)).Current!;
        await Connections(store).DeleteAsync(saved.Id, saved.Revision, Cancellation);

        await RefusedAsync(store, saved, null);
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_saves_of_one_revision_succeeds_and_only_its_secret_exists()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), None, [], Cancellation)).Current!;

        var results = await Racing.RunAsync(100, async number =>
        {
            var reference = store.CreateReference(SecretHolder.For(saved.Id), "token/a");
            var written = new Dictionary<SecretReference, Secret> { [reference] = new($"{number}") };
            var result = await store.SaveAsync(saved with { StatusReason = $"{number}" }, written, [], Cancellation);
            return (result, reference);
        });

        var (winner, written) = Assert.Single(results, each => each.result.IsSaved);
        Assert.Equal([written], await ListAsync(store, saved));
        Assert.Equal(winner.Current!.StatusReason, (await SecretsOf(store).ReadAsync(written, Cancellation))?.Reveal());
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection();
        var reference = store.CreateReference(SecretHolder.For(connection.Id), "token/a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(
                connection,
                new Dictionary<SecretReference, Secret> { [reference] = new("x") },
                [],
                new CancellationToken(canceled: true)));

        Assert.Null(await Connections(store).FindAsync(connection.Id, Cancellation));
        Assert.Empty(await ListAsync(store, connection));
    }

    /// <summary>The secret store that belongs to the result of <c>CreateAsync</c>.</summary>
    protected abstract ISecretStore SecretsOf(IAtomicConnectionStore store);

    private async Task RefusedAsync(IAtomicConnectionStore store, Connection connection, Connection? there)
    {
        var scope = SecretHolder.For(connection.Id);
        var kept = await SecretsOf(store).WriteAsync(scope, "token/a", new Secret("kept"), Cancellation);

        var written = new Dictionary<SecretReference, Secret>
        {
            [store.CreateReference(scope, "token/a")] = new("lost"),
        };
        var result = await store.SaveAsync(connection, written, [kept], Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(there, result.Current);
        Assert.Equal([kept], await ListAsync(store, connection));
        await SecretsOf(store).DeleteAsync(kept, Cancellation);
    }

    private async Task<HashSet<SecretReference>> ListAsync(IAtomicConnectionStore store, Connection connection) =>
        (await SecretsOf(store).ListAsync(SecretHolder.For(connection.Id), Cancellation).ToListAsync(Cancellation))
            .ToHashSet();

    private static IConnectionStore Connections(IAtomicConnectionStore store) =>
        Assert.IsType<IConnectionStore>(store, exactMatch: false);
}
