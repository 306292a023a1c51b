namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IActivationStore"/>.</summary>
public abstract class ActivationStoreConformance : StoreConformance<IActivationStore>
{
    private static readonly ConnectionId Connection = Samples.Connection().Id;

    [Fact]
    public async Task Each_integration_owner_and_environment_has_its_own_activation()
    {
        var store = await CreateAsync();
        Activation[] activations =
        [
            Activation("mirror", "ü-1"), Activation("other", "ü-1"), Activation("mirror", "U-1"),
            Activation("mirror", "ü-1", "production"), Activation("mirror", "ü-1", "Production"),
        ];

        foreach (var activation in activations)
            Assert.True((await store.SaveAsync(activation, [], Cancellation)).IsSaved);

        foreach (var activation in activations)
            Assert.Equal(activation with { Revision = 1 }, await store.FindAsync(activation.Key, Cancellation));
        Assert.Null(await store.FindAsync(new("mirror", Owner.User("u-1")), Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_creations_succeeds_with_its_bindings()
    {
        var store = await CreateAsync();

        var results = await Racing.RunAsync(100, number => store.SaveAsync(
            Activation("mirror", "ada") with { Variables = $"{{\"n\":{number}}}" },
            store.StoresBindingsIn(BindingsOf(store)) ? [Bound(Samples.Connection(number: number).Id)] : [],
            Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.Equal(winner, await store.FindAsync(winner!.Key, Cancellation));
        Assert.All(results, result => Assert.Equal(winner, result.Current));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_changes_nothing_and_returns_the_current_record()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Activation("mirror", "ada"), [], Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { IsActive = false }, [], Cancellation)).Current!;

        var result = await store.SaveAsync(first, [], Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(second, result.Current);
        Assert.Equal(second, await store.FindAsync(first.Key, Cancellation));
    }

    [Fact]
    public async Task Bindings_are_saved_with_the_activation_or_not_at_all()
    {
        var store = await CreateAsync();
        var bindings = BindingsOf(store);
        if (!store.StoresBindingsIn(bindings)) return;
        var taken = (await bindings.SaveAsync(Bound(Connection, "b"), Cancellation)).Current!;

        var refused = await store.SaveAsync(
            Activation("mirror", "ada"), [Bound(Connection, "a"), Bound(Connection, "b")], Cancellation);

        Assert.False(refused.IsSaved);
        Assert.Null(refused.Current);
        Assert.Null(await bindings.FindAsync(Bound(Connection, "a").Key, Cancellation));
        Assert.Equal(taken, await bindings.FindAsync(taken.Key, Cancellation));

        var saved = await store.SaveAsync(
            Activation("mirror", "ada"), [Bound(Connection, "a"), taken with { ConnectionId = default }], Cancellation);
        Assert.True(saved.IsSaved);
        Assert.Equal(
            Bound(Connection, "a") with { Revision = 1 },
            await bindings.FindAsync(Bound(Connection, "a").Key, Cancellation));
        Assert.True((await bindings.FindAsync(taken.Key, Cancellation))!.IsDeactivated);

        Assert.False((await store.SaveAsync(
            Activation("mirror", "ada"), [Bound(Connection, "c")], Cancellation)).IsSaved);
        Assert.Null(await bindings.FindAsync(Bound(Connection, "c").Key, Cancellation));
    }

    [Fact]
    public async Task Lists_are_in_the_order_of_their_keys_and_continue_after_one()
    {
        var store = await CreateAsync();
        foreach (var (integration, user) in new[] { ("b", "1"), ("a", "2"), ("a", "1"), ("B", "1") })
            await store.SaveAsync(Activation(integration, user), [], Cancellation);
        var stopped = Activation("a", "3") with { IsActive = false };
        await store.SaveAsync(stopped, [], Cancellation);

        Assert.Equal(["B 1", "a 1", "a 2", "a 3", "b 1"], await ListAsync(new()));
        Assert.Equal(["a 1", "a 2", "a 3"], await ListAsync(new() { Integration = "a" }));
        Assert.Equal(["B 1", "a 1", "b 1"], await ListAsync(new() { Owner = Owner.User("1") }));
        Assert.Equal(["a 3"], await ListAsync(new() { IsActive = false }));
        Assert.Equal(["a 2"], await ListAsync(
            new() { Integration = "a", IsActive = true, After = new("a", Owner.User("1")) }));
        Assert.Equal(["b 1"], await ListAsync(new() { Owner = Owner.User("1"), After = new("a", Owner.User("2")) }));

        async Task<string[]> ListAsync(ActivationFilter filter) =>
        [
            .. (await store.ListAsync(filter, Cancellation).ToListAsync(Cancellation))
                .Select(found => $"{found.Key.Integration} {found.Key.Owner.UserId}"),
        ];
    }

    [Fact]
    public async Task A_deletion_with_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Activation("mirror", "ada"), [], Cancellation)).Current!;
        var second = (await store.SaveAsync(first, [], Cancellation)).Current!;

        Assert.False(await store.DeleteAsync(first.Key, first.Revision, Cancellation));
        Assert.True(await store.DeleteAsync(first.Key, second.Revision, Cancellation));
        Assert.Null(await store.FindAsync(first.Key, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing_and_a_listing_ends()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(Activation("mirror", "ada"), [], cancelled));
        Assert.Null(await store.FindAsync(Activation("mirror", "ada").Key, Cancellation));
        await store.SaveAsync(Activation("mirror", "ada"), [], Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.ListAsync(new(), cancelled).ToListAsync(Cancellation));
    }

    /// <summary>Returns the store of bindings that the activations' store works with.</summary>
    protected abstract IBindingStore BindingsOf(IActivationStore store);

    /// <summary>An activation with every property set.</summary>
    /// <param name="integration">The integration.</param>
    /// <param name="user">The end user.</param>
    /// <param name="environment">The environment.</param>
    protected static Activation Activation(string integration, string user, string environment = "") => new()
    {
        Key = new(integration, Owner.User(user), environment),
        IsActive = true,
        Variables = """{"folder":"Ü","depth":2}""",
        CreatedAt = Samples.Now,
        ChangedAt = Samples.Now.AddMinutes(1),
    };

    private static Binding Bound(ConnectionId connection, string template = "shop") => new()
    {
        Key = new(new("mirror", template), Owner.User("ada")),
        ConnectionId = connection,
    };
}
