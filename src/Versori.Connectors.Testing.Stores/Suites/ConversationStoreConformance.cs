namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IConversationStore"/>.</summary>
public abstract class ConversationStoreConformance : StoreConformance<IConversationStore>
{
    [Fact]
    public async Task A_saved_conversation_is_found_unchanged_with_the_next_revision()
    {
        var store = await CreateAsync();
        var conversation = Samples.Conversation(1);

        var result = await store.SaveAsync(conversation, [], Cancellation);

        Assert.True(result.IsSaved);
        Assert.Equal(conversation with { Revision = 1 }, result.Current);
        Assert.Equal(result.Current, await store.FindAsync(conversation.Id, Cancellation));
        Assert.Null(await store.FindAsync(Samples.Conversation(2).Id, Cancellation));
    }

    [Fact]
    public async Task A_save_with_an_old_revision_is_a_conflict_and_changes_nothing()
    {
        var store = await CreateAsync();
        var first = await SavedAsync(store, 1);
        var second = (await store.SaveAsync(first with { Title = "second" }, [], Cancellation)).Current!;

        var late = await store.SaveAsync(first with { Title = "late" }, [Samples.Source("late")], Cancellation);
        var again = await store.SaveAsync(first with { Revision = 0 }, [Samples.Source("late")], Cancellation);

        Assert.False(late.IsSaved);
        Assert.False(again.IsSaved);
        Assert.Equal(second, late.Current);
        Assert.Equal(second, again.Current);
        Assert.Equal(second, await store.FindAsync(first.Id, Cancellation));
        Assert.Null(await store.FindSourceAsync(first.Id, "late", Cancellation));
    }

    [Fact]
    public async Task A_conversation_that_was_deleted_is_not_created_again_by_a_save()
    {
        var store = await CreateAsync();
        var saved = await SavedAsync(store, 1);
        Assert.True(await store.DeleteAsync(saved.Id, Cancellation));

        var result = await store.SaveAsync(saved with { Title = "late" }, [Samples.Source("late")], Cancellation);

        Assert.False(result.IsSaved);
        Assert.Null(result.Current);
        Assert.Null(await store.FindAsync(saved.Id, Cancellation));
        Assert.Null(await store.FindSourceAsync(saved.Id, "late", Cancellation));
        Assert.False(await store.DeleteAsync(saved.Id, Cancellation));
    }

    [Fact]
    public async Task Sources_are_saved_with_their_conversation_and_never_change()
    {
        var store = await CreateAsync();
        var saved = (await store.SaveAsync(
            Samples.Conversation(1), [Samples.Source("a"), Samples.Source("b")], Cancellation)).Current!;

        await store.SaveAsync(saved, [Samples.Source("a", "Other"), Samples.Source("c")], Cancellation);

        foreach (var key in (string[])["a", "b", "c"])
            Assert.Equal(Samples.Source(key), await store.FindSourceAsync(saved.Id, key, Cancellation));
        foreach (var key in (string[])["d", "A", "a ", ""])
            Assert.Null(await store.FindSourceAsync(saved.Id, key, Cancellation));
        Assert.Null(await store.FindSourceAsync(Samples.Conversation(2).Id, "a", Cancellation));
    }

    [Fact]
    public async Task Deleting_a_conversation_deletes_its_sources_and_no_others()
    {
        var store = await CreateAsync();
        var first = await SavedAsync(store, 1, "a");
        var second = await SavedAsync(store, 2, "a");

        Assert.True(await store.DeleteAsync(first.Id, Cancellation));

        Assert.Null(await store.FindSourceAsync(first.Id, "a", Cancellation));
        Assert.Equal(second, await store.FindAsync(second.Id, Cancellation));
        Assert.Equal(Samples.Source("a"), await store.FindSourceAsync(second.Id, "a", Cancellation));
        Assert.False(await store.DeleteAsync(first.Id, Cancellation));
    }

    [Fact]
    public async Task One_of_twenty_concurrent_saves_of_one_revision_wins()
    {
        var store = await CreateAsync();
        var saved = await SavedAsync(store, 1);

        var results = await Racing.RunAsync(20, runner => store.SaveAsync(
            saved with { Title = $"{runner}" }, [Samples.Source($"{runner}")], Cancellation).AsTask());

        var winner = Assert.Single(results, result => result.IsSaved).Current!;
        Assert.Equal(winner, await store.FindAsync(saved.Id, Cancellation));
        Assert.NotNull(await store.FindSourceAsync(saved.Id, winner.Title, Cancellation));
        for (var runner = 0; runner < 20; runner++)
        {
            if ($"{runner}" == winner.Title) continue;
            Assert.Null(await store.FindSourceAsync(saved.Id, $"{runner}", Cancellation));
        }
    }

    [Fact]
    public async Task Lists_have_the_order_of_creation_and_the_filters_of_the_caller()
    {
        var store = await CreateAsync();
        for (var number = 1; number <= 25; number++)
        {
            await store.SaveAsync(
                Samples.Conversation(number) with
                {
                    Owner = number % 2 == 0 ? Owner.User("ada") : Owner.User("Ada"),
                    UpdatedAt = Samples.Now.AddMinutes(number),
                },
                [],
                Cancellation);
        }

        Assert.Equal(Numbers(1, 25, 1), await ListAsync(store, new()));
        Assert.Equal(Numbers(2, 25, 2), await ListAsync(store, new() { Owner = Owner.User("ada") }));
        Assert.Empty(await ListAsync(store, new() { Owner = Owner.Host }));
        Assert.Equal(
            Numbers(21, 25, 1), await ListAsync(store, new() { After = Samples.Conversation(20).Id }));
        Assert.Equal(
            Numbers(1, 9, 2),
            await ListAsync(
                store, new() { Owner = Owner.User("Ada"), UpdatedBefore = Samples.Now.AddMinutes(10) }));
        Assert.Equal(
            Numbers(1, 9, 1), await ListAsync(store, new() { UpdatedBefore = Samples.Now.AddMinutes(10) }));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var saved = await SavedAsync(store, 1, "a");
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.SaveAsync(saved with { Title = "late" }, [], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.DeleteAsync(saved.Id, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.ListAsync(new(), cancelled).ToListAsync(Cancellation));

        Assert.Equal(saved, await store.FindAsync(saved.Id, Cancellation));
        Assert.NotNull(await store.FindSourceAsync(saved.Id, "a", Cancellation));
    }

    private static async Task<Conversation> SavedAsync(IConversationStore store, int number, params string[] keys) =>
        (await store.SaveAsync(
            Samples.Conversation(number), [.. keys.Select(key => Samples.Source(key))], Cancellation)).Current!;

    private static async Task<List<int>> ListAsync(IConversationStore store, ConversationFilter filter)
    {
        var ids = Enumerable.Range(1, 25).ToDictionary(number => Samples.Conversation(number).Id);
        return [.. (await store.ListAsync(filter, Cancellation).ToListAsync(Cancellation))
            .Select(conversation => ids[conversation.Id])];
    }

    private static List<int> Numbers(int first, int last, int step) =>
        [.. Enumerable.Range(first, last - first + 1).Where(number => (number - first) % step == 0)];
}
