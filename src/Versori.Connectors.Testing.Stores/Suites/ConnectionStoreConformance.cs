namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConnectionStore"/>, without those about names.</summary>
public abstract class ConnectionStoreConformance : StoreConformance<IConnectionStore>
{
    [Fact]
    public async Task A_saved_record_is_found_unchanged()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection(owner: Owner.User("ada"));

        var result = await store.SaveAsync(connection, Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(connection with { Revision = 1 }, result.Current);
        Assert.Equal(result.Current, await store.FindAsync(connection.Id, Cancellation));
        Assert.Null(await store.FindAsync(Samples.Connection().Id, Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_changes_of_one_revision_succeeds()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;

        var results = await Racing.RunAsync(
            100, number => store.SaveAsync(saved with { StatusReason = $"{number}" }, Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.Equal(2, winner!.Revision);
        Assert.All(results, result => Assert.Equal(winner, result.Current));
        Assert.Equal(winner, await store.FindAsync(saved.Id, Cancellation));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        var second = (await store.SaveAsync(
            first with { Status = ConnectionStatus.Active, StatusReason = null }, Cancellation)).Current!;

        var result = await store.SaveAsync(first with { Tokens = [] }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(second, result.Current);
        Assert.Equal(second, await store.FindAsync(first.Id, Cancellation));
    }

    [Fact]
    public async Task A_save_of_a_deleted_record_returns_no_record_and_restores_nothing()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        await store.DeleteAsync(saved.Id, saved.Revision, Cancellation);

        var result = await store.SaveAsync(saved with { Tokens = [] }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Null(result.Current);
        Assert.Empty(await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_deletion_with_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connection(), Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { DefaultSince = null }, Cancellation)).Current!;

        Assert.False(await store.DeleteAsync(first.Id, first.Revision, Cancellation));
        Assert.Equal(second, await store.FindAsync(first.Id, Cancellation));
        Assert.True(await store.DeleteAsync(first.Id, second.Revision, Cancellation));
        Assert.Null(await store.FindAsync(first.Id, Cancellation));
        Assert.False(await store.DeleteAsync(first.Id, second.Revision, Cancellation));
    }

    [Fact]
    public async Task Connections_are_listed_in_the_order_of_their_ids_with_every_filter()
    {
        var store = await CreateAsync();
        foreach (var number in new[] { 5, 1, 4, 2, 3 })
        {
            await store.SaveAsync(Samples.Connection($"name {9 - number}", number: number), Cancellation);
        }

        ConnectionFilter[] filters =
        [
            new(),
            new() { ConnectorId = Samples.Shop },
            new() { ConnectorId = Samples.Shop, Owner = Owner.Host },
        ];
        foreach (var filter in filters)
        {
            var listed = await store.ListAsync(filter, Cancellation).ToListAsync(Cancellation);
            Assert.Equal(5, listed.Count);
            Assert.Equal(listed.OrderBy(connection => connection.Id), listed);
        }
    }

    [Fact]
    public async Task Every_part_of_a_filter_must_match()
    {
        var store = await CreateAsync();
        var (other, ada) = (ConnectorId.Parse("other"), Owner.User("ada"));
        await store.SaveAsync(Samples.Connection("a", number: 1), Cancellation);
        await store.SaveAsync(Samples.Connection("b", ada, number: 2), Cancellation);
        await store.SaveAsync(Samples.Connection("c", ada, other, number: 3), Cancellation);
        await store.SaveAsync(Samples.Connection("a", ada, number: 4), Cancellation);

        Assert.Equal(["a", "b", "c", "a"], await NamesAsync(new()));
        Assert.Equal(["a"], await NamesAsync(new() { Owner = Owner.Host }));
        Assert.Equal(["b", "c", "a"], await NamesAsync(new() { Owner = ada }));
        Assert.Equal(["c"], await NamesAsync(new() { ConnectorId = other }));
        Assert.Equal(["b", "a"], await NamesAsync(new() { ConnectorId = Samples.Shop, Owner = ada }));
        Assert.Equal(["b"], await NamesAsync(new() { ConnectorId = Samples.Shop, Owner = ada, Name = "b" }));
        Assert.Equal(["a", "a"], await NamesAsync(new() { Name = "a" }));
        Assert.Empty(await NamesAsync(new() { ConnectorId = other, Owner = Owner.Host }));

        async Task<string[]> NamesAsync(ConnectionFilter filter) =>
            [.. (await store.ListAsync(filter, Cancellation).ToListAsync(Cancellation))
                .Select(connection => connection.Name)];
    }

    [Fact]
    public async Task A_filter_finds_exactly_the_connection_with_its_name()
    {
        var store = await CreateAsync();
        foreach (var (number, name) in Samples.UnusualTexts.Index())
            await store.SaveAsync(Samples.Connection(name, number: number), Cancellation);

        foreach (var name in Samples.UnusualTexts)
        {
            var listed = await store.ListAsync(new() { Name = name }, Cancellation).ToListAsync(Cancellation);
            Assert.Equal([name], listed.Select(connection => connection.Name), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_filter_with_a_name_that_no_store_keeps_is_refused()
    {
        var store = await CreateAsync();
        await store.SaveAsync(Samples.Connection("a\ufffdb"), Cancellation);

        foreach (var name in Samples.UnstorableTexts)
        {
            var exception = await Assert.ThrowsAnyAsync<ArgumentException>(
                async () => await store.ListAsync(new() { Name = name }, Cancellation).ToListAsync(Cancellation));
            Assert.Equal(nameof(ConnectionFilter.Name), exception.ParamName);
        }
    }

    [Fact]
    public async Task Paging_by_the_last_id_returns_each_connection_once_with_every_filter()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 25; number++)
        {
            await store.SaveAsync(Samples.Connection($"c{number}", number: number % 7), Cancellation);
        }

        ConnectionFilter[] filters = [new(), new() { ConnectorId = Samples.Shop, Owner = Owner.Host }];
        foreach (var filter in filters)
        {
            var visited = new List<ConnectionId>();
            ConnectionId? after = null;
            while (visited.Count <= 25
                && await store.ListAsync(filter with { After = after }, Cancellation).Take(4).ToListAsync(Cancellation)
                    is { Count: > 0 } page)
            {
                visited.AddRange(page.Select(connection => connection.Id));
                after = page[^1].Id;
            }

            Assert.Equal(25, visited.Count);
            Assert.Equal(25, visited.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var connection = Samples.Connection();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(connection, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.FindAsync(connection.Id, cancelled));
        await store.SaveAsync(connection, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.DeleteAsync(connection.Id, 1, cancelled));

        Assert.Equal(1, (await store.FindAsync(connection.Id, Cancellation))!.Revision);
    }

    [Fact]
    public async Task A_running_listing_can_be_cancelled()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 3; number++)
        {
            await store.SaveAsync(Samples.Connection($"c{number}"), Cancellation);
        }
        using var source = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var connection in store.ListAsync(new(), source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Connections_can_be_changed_while_they_are_listed()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 10; number++)
        {
            await store.SaveAsync(Samples.Connection($"c{number}"), Cancellation);
        }

        await foreach (var connection in store.ListAsync(new(), Cancellation))
        {
            Assert.True((await store.SaveAsync(connection with { DefaultSince = null }, Cancellation)).IsSaved);
        }

        Assert.All(
            await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation),
            connection => Assert.Equal(2, connection.Revision));
    }
}
