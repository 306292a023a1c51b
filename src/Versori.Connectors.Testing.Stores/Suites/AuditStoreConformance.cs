namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IAuditStore"/>.</summary>
public abstract class AuditStoreConformance : StoreConformance<IAuditStore>
{
    private static readonly ConnectionId AConnection = Samples.Connection().Id;

    [Fact]
    public async Task Entries_are_listed_in_the_order_of_their_times_and_unchanged()
    {
        var store = await CreateAsync();
        var first = Entry(1, AuditAction.Connected) with { Actor = "ada", Owner = Owner.User("bob") };
        var second = Entry(2, AuditAction.TokensRefreshed) with { IsAutomatic = true, Owner = Owner.Host };
        var third = Entry(3, AuditAction.OrphanedSecretsDeleted) with
        {
            ConnectorId = null,
            ConnectionId = null,
            Owner = null,
            TemplateId = null,
            Detail = null,
        };

        foreach (var entry in new[] { third, first, second }) Assert.True(await store.AppendAsync(entry, Cancellation));

        Assert.Equal([first, second, third], await ListAsync(store, new()));
    }

    [Fact]
    public async Task An_entry_that_is_appended_again_is_stored_once_and_unchanged()
    {
        var store = await CreateAsync();
        var entry = Entry(1, AuditAction.FirstUsed);

        var results = await Racing.RunAsync(
            20, async number => await store.AppendAsync(entry with { Detail = $"{number}" }, Cancellation));

        Assert.Single(results, isStored => isStored);
        var stored = Assert.Single(await ListAsync(store, new()));
        Assert.False(await store.AppendAsync(entry with { Detail = "later" }, Cancellation));
        Assert.Equal(stored, Assert.Single(await ListAsync(store, new())));
    }

    [Fact]
    public async Task A_list_contains_only_the_entries_that_match_its_filter()
    {
        var store = await CreateAsync();
        var other = ConnectorId.Parse("other");
        var first = Entry(1, AuditAction.ConnectorCreated) with { ConnectionId = null };
        var second = Entry(2, AuditAction.Connected);
        var another = Samples.Connection().Id;
        var third = Entry(3, AuditAction.Connected) with { ConnectorId = other, ConnectionId = another };
        foreach (var entry in new[] { first, second, third }) await store.AppendAsync(entry, Cancellation);

        Assert.Equal([first, second], await ListAsync(store, new() { ConnectorId = Samples.Shop }));
        Assert.Equal([third], await ListAsync(store, new() { ConnectorId = other }));
        Assert.Equal([second], await ListAsync(store, new() { ConnectionId = AConnection }));
        Assert.Equal([second, third], await ListAsync(store, new() { From = second.OccurredAt }));
        Assert.Equal([first], await ListAsync(store, new() { Until = second.OccurredAt }));
        Assert.Equal(
            [second], await ListAsync(store, new() { ConnectorId = Samples.Shop, From = second.OccurredAt }));
    }

    [Fact]
    public async Task A_long_list_is_complete_and_can_be_cancelled()
    {
        var store = await CreateAsync();
        // Several at the same time, more than a page.
        for (var number = 0; number < 450; number++)
        {
            await store.AppendAsync(Entry(number / 4, AuditAction.TokensRefreshed), Cancellation);
        }

        var listed = await ListAsync(store, new() { ConnectionId = AConnection });

        Assert.Equal(450, listed.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(listed.OrderBy(entry => entry.OccurredAt), listed);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in store.ListAsync(new(), cancel.Token)) await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task An_erased_person_is_in_no_entry_and_the_entries_share_one_pseudonym()
    {
        var store = await CreateAsync();
        // No name of hexadecimal digits: a pseudonym has random ones.
        var judys = Owner.User("judy");
        await store.AppendAsync(Entry(1, AuditAction.Connected) with { Actor = "judy", Owner = judys }, Cancellation);
        await store.AppendAsync(Entry(2, AuditAction.Connected) with { Actor = "bob", Owner = judys }, Cancellation);
        var third = Entry(3, AuditAction.Connected) with { Actor = "JUDY", Owner = Owner.Host };
        await store.AppendAsync(third, Cancellation);

        Assert.True(await store.ErasePersonAsync("judy", Cancellation));

        var listed = await ListAsync(store, new());
        var erased = listed[0].Actor;
        Assert.StartsWith(AuditEntry.ErasedPrefix, erased, StringComparison.Ordinal);
        Assert.DoesNotContain("judy", erased, StringComparison.Ordinal);
        Assert.Equal([erased, "bob", "JUDY"], listed.Select(entry => entry.Actor), StringComparer.Ordinal);
        Assert.Equal(
            [Owner.User(erased!), Owner.User(erased!), Owner.Host], listed.Select(entry => entry.Owner!.Value));
        Assert.False(await store.ErasePersonAsync("judy", Cancellation));

        await store.AppendAsync(Entry(4, AuditAction.Connected) with { Actor = "judy" }, Cancellation);
        Assert.Equal("judy", (await ListAsync(store, new()))[^1].Actor);
        Assert.Equal(erased, (await ListAsync(store, new()))[0].Actor);
    }

    [Fact]
    public async Task An_id_of_a_person_that_is_no_storable_text_is_refused()
    {
        var store = await CreateAsync();
        var entry = Entry(1, AuditAction.Connected) with { Actor = "a\ufffdb" };
        await store.AppendAsync(entry, Cancellation);

        foreach (var id in Samples.UnstorableTexts)
        {
            var exception = await Assert.ThrowsAnyAsync<ArgumentException>(
                async () => await store.ErasePersonAsync(id, Cancellation));
            Assert.Equal("personId", exception.ParamName);
        }

        Assert.Equal([entry], await ListAsync(store, new()));
    }

    [Fact]
    public async Task Nothing_remains_of_a_person_whose_entries_were_deleted()
    {
        var store = await CreateAsync();
        await store.AppendAsync(Entry(1, AuditAction.Connected) with { Actor = "ada" }, Cancellation);
        await store.AppendAsync(Entry(1, AuditAction.Connected) with { Actor = "bob" }, Cancellation);
        var late = Entry(1, AuditAction.Connected) with { Actor = "bob", OccurredAt = Samples.Now.AddDays(40) };
        await store.AppendAsync(late, Cancellation);

        Assert.Equal(2, await store.DeleteBeforeAsync(late.OccurredAt, Cancellation));

        Assert.Equal([late], await ListAsync(store, new()));
        Assert.False(await store.ErasePersonAsync("ada", Cancellation));
        Assert.True(await store.ErasePersonAsync("bob", Cancellation));
        Assert.Equal(0, await store.DeleteBeforeAsync(late.OccurredAt, Cancellation));
    }

    [Fact]
    public async Task Concurrent_entries_of_one_person_have_the_same_actor()
    {
        var store = await CreateAsync();

        await Racing.RunAsync(20, async number => await store.AppendAsync(
            Entry(number, AuditAction.Connected) with { Actor = "ada" }, Cancellation));

        var listed = await ListAsync(store, new());
        Assert.Equal(20, listed.Count);
        Assert.All(listed, entry => Assert.Equal("ada", entry.Actor));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);
        var entry = Entry(1, AuditAction.Connected) with { Actor = "ada" };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.AppendAsync(entry, cancelled));
        Assert.True(await store.AppendAsync(entry, Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.ErasePersonAsync("ada", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.DeleteBeforeAsync(DateTimeOffset.MaxValue, cancelled));

        Assert.Equal([entry], await ListAsync(store, new()));
    }

    private protected static AuditEntry Entry(int seconds, AuditAction action) => new()
    {
        Id = Guid.NewGuid(),
        OccurredAt = Samples.Now.AddSeconds(seconds),
        Action = action,
        ConnectorId = Samples.Shop,
        ConnectionId = AConnection,
        TemplateId = new("mirror", "shop"),
        Detail = "bearer",
    };

    private protected static async Task<List<AuditEntry>> ListAsync(IAuditStore store, AuditFilter filter)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in store.ListAsync(filter, Cancellation)) entries.Add(entry);
        return entries;
    }
}
