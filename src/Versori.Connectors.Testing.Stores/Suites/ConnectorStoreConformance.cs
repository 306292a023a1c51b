namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="IConnectorStore"/>. Derive from it, implement <c>CreateAsync</c>, and run the
/// tests.
/// </summary>
public abstract class ConnectorStoreConformance : StoreConformance<IConnectorStore>
{
    [Fact]
    public async Task A_saved_record_is_found_unchanged()
    {
        var store = await CreateAsync();

        var result = await store.SaveAsync(Samples.Connector(), Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(1, result.Current.Revision);
        Assert.Equal(Samples.Connector() with { Revision = 1 }, result.Current);
        Assert.Equal(result.Current, await store.FindAsync(Samples.Shop, null, Cancellation));
    }

    [Fact]
    public async Task A_missing_connector_is_not_found()
    {
        var store = await CreateAsync();

        Assert.Null(await store.FindAsync(Samples.Shop, null, Cancellation));
        Assert.Null(await store.FindAsync(Samples.Shop, 1, Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_creations_succeeds()
    {
        var store = await CreateAsync();

        var results = await Racing.RunAsync(100, number => store
            .SaveAsync(Samples.Connector() with { UpdatedAt = Samples.Now.AddMinutes(number) }, Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.All(results, result => Assert.Equal(winner, result.Current));
        Assert.Equal(winner, Assert.Single(await store.ListAsync(null, Cancellation).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_changes_of_one_revision_succeeds()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;

        var results = await Racing.RunAsync(100, number => store
            .SaveAsync(saved with { UpdatedAt = Samples.Now.AddMinutes(number) }, Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.Equal(2, winner!.Revision);
        Assert.Equal(winner, await store.FindAsync(Samples.Shop, null, Cancellation));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { UpdatedAt = Samples.Now.AddDays(1) }, Cancellation)).Current!;

        var result = await store.SaveAsync(
            first with { Draft = Samples.Definition(Samples.Shop, "Lost") }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(second, result.Current);
        Assert.Equal(second, await store.FindAsync(Samples.Shop, null, Cancellation));
    }

    [Fact]
    public async Task A_save_of_a_deleted_record_returns_no_record_and_restores_nothing()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        Assert.True(await store.DeleteAsync(saved.Id, saved.Revision, Cancellation));

        var result = await store.SaveAsync(saved with { UpdatedAt = Samples.Now.AddDays(1) }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Null(result.Current);
        Assert.Null(await store.FindAsync(saved.Id, null, Cancellation));
    }

    [Fact]
    public async Task Published_versions_stay_readable_with_their_definition()
    {
        var store = await CreateAsync();
        var connector = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        for (var version = 2; version <= 5; version++)
        {
            var definition = Samples.Definition(Samples.Shop, $"Shop {version}");
            var next = connector with { Version = version, Definition = definition };
            connector = (await store.SaveAsync(next, Cancellation)).Current!;
        }

        Assert.Equal("Shop", (await store.FindAsync(Samples.Shop, 1, Cancellation))!.Definition!.Title);
        var third = (await store.FindAsync(Samples.Shop, 3, Cancellation))!;
        Assert.Equal((3, Samples.Definition(Samples.Shop, "Shop 3")), (third.Version, third.Definition));
        Assert.Equal(connector, await store.FindAsync(Samples.Shop, 5, Cancellation));
        Assert.Equal(connector, await store.FindAsync(Samples.Shop, null, Cancellation));
        Assert.Null(await store.FindAsync(Samples.Shop, 6, Cancellation));
        Assert.Null(await store.FindAsync(Samples.Shop, 0, Cancellation));
    }

    [Fact]
    public async Task A_draft_is_stored_separately_from_the_published_definition_and_is_not_a_version()
    {
        var store = await CreateAsync();
        var draft = Samples.Definition(Samples.Shop, "Draft");
        var onlyDraft = new Connector
        {
            Id = Samples.Shop,
            Draft = draft,
            CreatedAt = Samples.Now,
            UpdatedAt = Samples.Now,
        };

        var saved = (await store.SaveAsync(onlyDraft, Cancellation)).Current!;

        Assert.Equal(onlyDraft with { Revision = 1 }, saved);
        Assert.Null(await store.FindAsync(Samples.Shop, 1, Cancellation));
        await store.SaveAsync(saved with { Version = 1, Definition = draft, Draft = null }, Cancellation);
        Assert.Equal(draft, (await store.FindAsync(Samples.Shop, 1, Cancellation))!.Definition);
    }

    [Fact]
    public async Task A_deletion_with_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { UpdatedAt = Samples.Now.AddDays(1) }, Cancellation)).Current!;

        Assert.False(await store.DeleteAsync(first.Id, first.Revision, Cancellation));
        Assert.Equal(second, await store.FindAsync(first.Id, null, Cancellation));
        Assert.True(await store.DeleteAsync(first.Id, second.Revision, Cancellation));
        Assert.False(await store.DeleteAsync(first.Id, second.Revision, Cancellation));
    }

    [Fact]
    public async Task A_deletion_frees_the_key_and_removes_all_versions()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Connector(), Cancellation)).Current!;
        saved = (await store.SaveAsync(
            saved with { Version = 2, Definition = Samples.Definition(saved.Id, "Old 2") }, Cancellation)).Current!;
        await store.DeleteAsync(saved.Id, saved.Revision, Cancellation);

        var again = await store.SaveAsync(
            Samples.Connector() with { Definition = Samples.Definition(saved.Id, "New") }, Cancellation);

        Assert.True(again.IsSaved);
        Assert.Equal("New", (await store.FindAsync(saved.Id, 1, Cancellation))!.Definition!.Title);
        Assert.Null(await store.FindAsync(saved.Id, 2, Cancellation));
    }

    [Fact]
    public async Task Connectors_are_listed_in_the_order_of_their_keys()
    {
        var store = await CreateAsync();
        string[] keys = ["b", "a", "a-b", "a.b", "a0", "a_b", "10", "9"];
        foreach (var key in keys) await store.SaveAsync(Samples.Connector(key), Cancellation);

        var listed = await store.ListAsync(null, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            keys.Order(StringComparer.Ordinal), listed.Select(connector => connector.Id.Value), StringComparer.Ordinal);
        Assert.All(listed, connector => Assert.Equal(1, connector.Revision));
    }

    [Fact]
    public async Task Paging_by_the_last_key_returns_each_connector_once()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 25; number++)
        {
            await store.SaveAsync(Samples.Connector($"shop-{number}"), Cancellation);
        }

        var visited = new List<Connector>();
        ConnectorId? after = null;
        while (visited.Count <= 25
            && await store.ListAsync(after, Cancellation).Take(4).ToListAsync(Cancellation) is { Count: > 0 } page)
        {
            visited.AddRange(page);
            after = page[^1].Id;
        }

        Assert.Equal(25, visited.Count);
        Assert.Equal(25, visited.Select(connector => connector.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(Samples.Connector(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.FindAsync(Samples.Shop, null, cancelled));

        Assert.Null(await store.FindAsync(Samples.Shop, null, Cancellation));
    }

    [Fact]
    public async Task A_running_listing_can_be_cancelled()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 3; number++)
        {
            await store.SaveAsync(Samples.Connector($"shop-{number}"), Cancellation);
        }
        using var source = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var connector in store.ListAsync(null, source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }
}
