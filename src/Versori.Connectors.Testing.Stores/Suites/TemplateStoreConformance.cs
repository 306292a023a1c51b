namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ITemplateStore"/>.</summary>
public abstract class TemplateStoreConformance : StoreConformance<ITemplateStore>
{
    [Fact]
    public async Task A_saved_record_is_found_unchanged()
    {
        var store = await CreateAsync();

        var result = await store.SaveAsync(Samples.Template(), Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(Samples.Template() with { Revision = 1 }, result.Current);
        Assert.Equal(result.Current, await store.FindAsync(result.Current.Id, Cancellation));
        Assert.Null(await store.FindAsync(new("mirror", "other"), Cancellation));
        Assert.Null(await store.FindAsync(new("other", "shop"), Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_creations_succeeds()
    {
        var store = await CreateAsync();

        var results = await Racing.RunAsync(100, number => store
            .SaveAsync(Samples.Template() with { CreatedAt = Samples.Now.AddMinutes(number) }, Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current;
        Assert.All(results, result => Assert.Equal(winner, result.Current));
        Assert.Single(await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_returns_the_current_record_and_changes_nothing()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Template(), Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { PinnedVersion = null }, Cancellation)).Current!;

        var result = await store.SaveAsync(first with { Endpoints = [] }, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Equal(second, result.Current);
        Assert.Equal(second, await store.FindAsync(first.Id, Cancellation));
    }

    [Fact]
    public async Task A_save_of_a_deleted_record_returns_no_record_and_restores_nothing()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(Samples.Template(), Cancellation)).Current!;
        await store.DeleteAsync(saved.Id, saved.Revision, Cancellation);

        var result = await store.SaveAsync(saved, Cancellation);

        Assert.False(result.IsSaved);
        Assert.Null(result.Current);
        Assert.Null(await store.FindAsync(saved.Id, Cancellation));
    }

    [Fact]
    public async Task A_deletion_with_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var first = (await store.SaveAsync(Samples.Template(), Cancellation)).Current!;
        var second = (await store.SaveAsync(first with { PinnedVersion = 9 }, Cancellation)).Current!;

        Assert.False(await store.DeleteAsync(first.Id, first.Revision, Cancellation));
        Assert.Equal(second, await store.FindAsync(first.Id, Cancellation));
        Assert.True(await store.DeleteAsync(first.Id, second.Revision, Cancellation));
        Assert.True((await store.SaveAsync(Samples.Template(), Cancellation)).IsSaved);
    }

    [Fact]
    public async Task Templates_are_listed_in_the_order_of_their_ids()
    {
        var store = await CreateAsync();
        (string, string)[] ids =
        [
            ("b", "a"), ("a", "z"), ("a", "B"), ("a", "a"), ("a b", "a"), ("A", "x"), ("a/b", "c"), ("a", "b/c"),
        ];
        foreach (var (integration, name) in ids)
        {
            await store.SaveAsync(Samples.Template(integration, name), Cancellation);
        }

        var listed = await store.ListAsync(new(), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            ids.Select(id => new TemplateId(id.Item1, id.Item2)).Order(), listed.Select(template => template.Id));
    }

    [Fact]
    public async Task Every_part_of_a_filter_must_match()
    {
        var store = await CreateAsync();
        var other = ConnectorId.Parse("other");
        await store.SaveAsync(Samples.Template("a", "1"), Cancellation);
        await store.SaveAsync(Samples.Template("a", "2", other), Cancellation);
        await store.SaveAsync(Samples.Template("b", "3", other), Cancellation);

        Assert.Equal(["1", "2"], await NamesAsync(new() { Integration = "a" }));
        Assert.Equal(["2", "3"], await NamesAsync(new() { ConnectorId = other }));
        Assert.Equal(["2"], await NamesAsync(new() { ConnectorId = other, Integration = "a" }));
        Assert.Equal(["3"], await NamesAsync(new() { ConnectorId = other, After = new("a", "2") }));
        Assert.Empty(await NamesAsync(new() { ConnectorId = Samples.Shop, Integration = "b" }));

        async Task<string[]> NamesAsync(TemplateFilter filter) =>
            [.. (await store.ListAsync(filter, Cancellation).ToListAsync(Cancellation))
                .Select(template => template.Id.Name)];
    }

    [Fact]
    public async Task A_filter_finds_exactly_the_templates_of_its_integration()
    {
        var store = await CreateAsync();
        var integrations = Samples.UnusualTexts.Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        foreach (var integration in integrations) await store.SaveAsync(Samples.Template(integration), Cancellation);

        foreach (var integration in integrations)
        {
            var listed = await store.ListAsync(new() { Integration = integration }, Cancellation)
                .ToListAsync(Cancellation);
            Assert.Equal(
                [integration], listed.Select(template => template.Id.Integration), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_filter_with_an_integration_that_no_store_keeps_is_refused()
    {
        var store = await CreateAsync();
        await store.SaveAsync(Samples.Template("a\ufffdb"), Cancellation);

        foreach (var integration in Samples.UnstorableTexts)
        {
            var exception = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store
                .ListAsync(new() { Integration = integration }, Cancellation).ToListAsync(Cancellation));
            Assert.Equal(nameof(TemplateFilter.Integration), exception.ParamName);
        }
    }

    [Fact]
    public async Task Paging_by_the_last_id_returns_each_template_once()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 25; number++)
        {
            await store.SaveAsync(Samples.Template($"i{number % 3}", $"t{number}"), Cancellation);
        }

        var visited = new List<TemplateId>();
        TemplateId? after = null;
        while (visited.Count <= 25
            && await store.ListAsync(new() { After = after }, Cancellation).Take(4).ToListAsync(Cancellation)
                is { Count: > 0 } page)
        {
            visited.AddRange(page.Select(template => template.Id));
            after = page[^1].Id;
        }

        Assert.Equal(25, visited.Count);
        Assert.Equal(25, visited.Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.SaveAsync(Samples.Template(), cancelled));

        Assert.Null(await store.FindAsync(Samples.Template().Id, Cancellation));
    }

    [Fact]
    public async Task A_running_listing_can_be_cancelled()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 3; number++)
        {
            await store.SaveAsync(Samples.Template(name: $"t{number}"), Cancellation);
        }
        using var source = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var template in store.ListAsync(new(), source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }
}
