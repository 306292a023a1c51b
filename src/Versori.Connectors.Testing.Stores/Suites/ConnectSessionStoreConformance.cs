namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConnectSessionStore"/>.</summary>
public abstract class ConnectSessionStoreConformance : StoreConformance<IConnectSessionStore>
{
    [Fact]
    public async Task A_saved_session_is_found_unchanged()
    {
        var store = await CreateAsync();

        var saved = await store.SaveAsync(Session("a"), Cancellation);

        Assert.True(saved.IsSaved);
        Assert.Equal(Session("a") with { Revision = 1 }, saved.Current);
        Assert.Equal(saved.Current, await store.FindAsync("a", Cancellation));
        Assert.Null(await store.FindAsync("A", Cancellation));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Session("a"), Cancellation)).Current!;

        var second = await store.SaveAsync(Session("a") with { ReturnUrl = "/other" }, Cancellation);

        Assert.False(second.IsSaved);
        Assert.Equal(first, second.Current);
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_changes_of_a_revision_is_saved()
    {
        var store = await CreateAsync();
        var session = (await store.SaveAsync(Session("a"), Cancellation)).Current!;

        var results = await Racing.RunAsync(
            100,
            number => store.SaveAsync(
                session with { State = ConnectSessionState.Opened, BrowserHash = $"{number}" }, Cancellation).AsTask());

        var won = Assert.Single(results, result => result.IsSaved);
        Assert.Equal(won.Current, await store.FindAsync("a", Cancellation));
    }

    [Fact]
    public async Task Only_expired_sessions_are_deleted()
    {
        var store = await CreateAsync();
        foreach (var minute in (int[])[-2, -1, 1])
        {
            await store.SaveAsync(
                Session($"{minute}") with { ExpiresAt = Samples.Now.AddMinutes(minute) }, Cancellation);
        }

        Assert.Equal(2, await store.DeleteExpiredAsync(Samples.Now, Cancellation));
        Assert.Null(await store.FindAsync("-1", Cancellation));
        Assert.NotNull(await store.FindAsync("1", Cancellation));
        Assert.Equal(0, await store.DeleteExpiredAsync(Samples.Now, Cancellation));
    }

    [Fact]
    public async Task Open_sessions_of_an_owner_are_counted_and_all_of_them_deleted()
    {
        var store = await CreateAsync();
        var (ada, bob) = (Owner.User("ada"), Owner.User("bob"));
        await store.SaveAsync(Session("created") with { Owner = ada }, Cancellation);
        var opened = (await store.SaveAsync(Session("opened") with { Owner = ada }, Cancellation)).Current!;
        await store.SaveAsync(opened with { State = ConnectSessionState.Opened }, Cancellation);
        var done = (await store.SaveAsync(Session("done") with { Owner = ada }, Cancellation)).Current!;
        await store.SaveAsync(done with { State = ConnectSessionState.Connected }, Cancellation);
        await store.SaveAsync(Session("old") with { Owner = ada, ExpiresAt = Samples.Now }, Cancellation);
        await store.SaveAsync(Session("other") with { Owner = bob }, Cancellation);

        Assert.Equal(2, await store.CountOpenAsync(ada, Samples.Now, Cancellation));
        Assert.Equal(1, await store.CountOpenAsync(bob, Samples.Now, Cancellation));
        Assert.Equal(0, await store.CountOpenAsync(Owner.User("ADA"), Samples.Now, Cancellation));
        Assert.Equal(4, await store.DeleteOwnedAsync(ada, Cancellation));
        Assert.Null(await store.FindAsync("done", Cancellation));
        Assert.NotNull(await store.FindAsync("other", Cancellation));
        Assert.Equal(0, await store.DeleteOwnedAsync(ada, Cancellation));
    }

    /// <summary>A session with every property set.</summary>
    /// <param name="id">Its id.</param>
    protected static ConnectSession Session(string id) => new()
    {
        Id = id,
        Owner = Owner.User("ü-1"),
        Connectors = [ConnectorId.Parse("shop")],
        Templates = [new("sync", "shop")],
        ConnectionId = new(new Guid("01890000-0000-7000-8000-000000000001")),
        Delivery = ConnectSessionDelivery.Link,
        ReturnUrl = "/back",
        Origin = "https://www.example.com",
        State = ConnectSessionState.Created,
        CreatedAt = Samples.Now,
        ExpiresAt = Samples.Now.AddMinutes(15),
    };
}
