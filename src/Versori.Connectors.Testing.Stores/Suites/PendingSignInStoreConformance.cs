namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="IPendingSignInStore"/>.</summary>
public abstract class PendingSignInStoreConformance : StoreConformance<IPendingSignInStore>
{
    [Fact]
    public async Task An_added_sign_in_is_found_unchanged_on_every_read()
    {
        var store = await CreateAsync();
        var (person, device) = (Samples.Pending("a"), Samples.PendingDevice("b"));
        await store.AddAsync(person, Cancellation);
        await store.AddAsync(device, Cancellation);

        Assert.Equal(person, await store.FindAsync("a", Cancellation));
        Assert.Equal(person, await store.FindAsync("a", Cancellation));
        Assert.Equal(device, await store.FindAsync("b", Cancellation));
    }

    [Fact]
    public async Task A_missing_sign_in_is_neither_found_nor_taken()
    {
        var store = await CreateAsync();
        await store.AddAsync(Samples.Pending("a"), Cancellation);

        foreach (var id in (string[])["b", "A", "a ", ""])
        {
            Assert.Null(await store.FindAsync(id, Cancellation));
            Assert.Null(await store.TakeAsync(id, Cancellation));
        }
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_takers_gets_the_sign_in()
    {
        var store = await CreateAsync();
        await store.AddAsync(Samples.Pending("a"), Cancellation);
        await store.AddAsync(Samples.Pending("other"), Cancellation);

        var taken = await Racing.RunAsync(100, _ => store.TakeAsync("a", Cancellation).AsTask());

        Assert.Equal(Samples.Pending("a"), Assert.Single(taken, found => found is not null));
        Assert.Null(await store.FindAsync("a", Cancellation));
        Assert.NotNull(await store.FindAsync("other", Cancellation));
    }

    [Fact]
    public async Task An_update_of_an_old_revision_is_refused()
    {
        var store = await CreateAsync();
        var device = Samples.PendingDevice("a");
        await store.AddAsync(device, Cancellation);

        var updated = await store.UpdateAsync(device with { NextPollAt = Samples.Now }, Cancellation);
        var refused = await store.UpdateAsync(device with { NextPollAt = Samples.Now.AddDays(1) }, Cancellation);

        Assert.Equal(device with { NextPollAt = Samples.Now, Revision = 1 }, updated);
        Assert.Null(refused);
        Assert.Equal(updated, await store.FindAsync("a", Cancellation));
        Assert.Equal(updated, await store.TakeAsync("a", Cancellation));
        Assert.Null(await store.UpdateAsync(updated!, Cancellation));
    }

    [Fact]
    public async Task Only_the_sign_ins_of_an_owner_are_taken()
    {
        var store = await CreateAsync();
        foreach (var number in Enumerable.Range(0, 120))
            await store.AddAsync(Samples.Pending($"a{number}") with { Owner = Owner.User("ada") }, Cancellation);
        var other = Samples.Pending("b") with { Owner = Owner.User("bob") };
        await store.AddAsync(other, Cancellation);

        var taken = await store.TakeOwnedAsync(Owner.User("ada"), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(120, taken.DistinctBy(pending => pending.Id, StringComparer.Ordinal).Count());
        Assert.Null(await store.FindAsync("a7", Cancellation));
        Assert.Equal(other, await store.FindAsync("b", Cancellation));
        Assert.Empty(await store.TakeOwnedAsync(Owner.User("ada"), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Only_expired_sign_ins_are_taken()
    {
        var store = await CreateAsync();
        foreach (var minute in (int[])[-2, -1, 1, 2])
        {
            var pending = Samples.Pending($"{minute}") with { ExpiresAt = Samples.Now.AddMinutes(minute) };
            await store.AddAsync(pending, Cancellation);
        }

        var expired = await store.TakeExpiredAsync(Samples.Now, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            ["-1", "-2"], expired.Select(pending => pending.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(
            Samples.Pending("-1") with { ExpiresAt = Samples.Now.AddMinutes(-1) },
            expired.Single(pending => pending.Id == "-1"));
        Assert.Null(await store.FindAsync("-1", Cancellation));
        Assert.NotNull(await store.FindAsync("1", Cancellation));
        Assert.NotNull(await store.FindAsync("2", Cancellation));
        Assert.Empty(await store.TakeExpiredAsync(Samples.Now, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task One_of_ten_concurrent_sweeps_and_a_taker_gets_an_expired_sign_in()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 20; number++) await store.AddAsync(Samples.Pending($"{number}"), Cancellation);

        var taken = await Racing.RunAsync(11, async runner => runner == 0
            ? [.. new[] { await store.TakeAsync("7", Cancellation) }.OfType<PendingSignIn>()]
            : await store.TakeExpiredAsync(Samples.Now.AddDays(1), Cancellation).ToListAsync(Cancellation));

        var ids = taken.SelectMany(list => list).Select(pending => pending.Id).ToList();
        Assert.Equal(20, ids.Count);
        Assert.Equal(20, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.AddAsync(Samples.Pending("a"), cancelled));
        Assert.Null(await store.FindAsync("a", Cancellation));
        await store.AddAsync(Samples.Pending("a"), Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.TakeAsync("a", cancelled));

        Assert.NotNull(await store.FindAsync("a", Cancellation));
    }
}
