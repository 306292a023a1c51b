namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ILimitStore"/>.</summary>
public abstract class LimitStoreConformance : StoreConformance<ILimitStore>
{
    private static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Fact]
    public async Task A_process_alone_gets_what_it_wants_and_never_more_than_there_is()
    {
        var store = await CreateAsync();

        Assert.Equal(11, (await store.ClaimAsync(Claim(First, wanted: 11), Cancellation)).Units);
        Assert.Equal(100, (await store.ClaimAsync(Claim(First, wanted: 1000), Cancellation)).Units);
    }

    [Fact]
    public async Task The_second_process_gets_what_the_first_one_does_not_hold()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim(First, wanted: 60), Cancellation);

        var grant = await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation);

        Assert.Equal((40, 2), (grant.Units, grant.Holders));
    }

    [Fact]
    public async Task Units_that_are_held_are_passed_on_when_they_are_free()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim(First, wanted: 100), Cancellation);
        var waiting = await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation);
        Assert.Equal((0, false), (waiting.Units, waiting.IsSettled));

        var shrinks = await store.ClaimAsync(Claim(First, wanted: 100, held: 100), Cancellation);
        Assert.Equal((50, false), (shrinks.Units, shrinks.IsSettled));
        Assert.Equal(0, (await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation)).Units);

        var settled = await store.ClaimAsync(Claim(First, wanted: 100, held: 50), Cancellation);
        Assert.Equal((50, true), (settled.Units, settled.IsSettled));
        var grown = await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation);
        Assert.Equal((50, true), (grown.Units, grown.IsSettled));
    }

    [Fact]
    public async Task What_a_process_gives_back_is_free()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim(First, wanted: 100), Cancellation);

        await store.ClaimAsync(Claim(First, wanted: 0), Cancellation);

        var grant = await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation);
        Assert.Equal((100, 1), (grant.Units, grant.Holders));
    }

    [Fact]
    public async Task Other_limits_are_separate_also_in_another_spelling()
    {
        var store = await CreateAsync();
        await store.ClaimAsync(Claim(First, wanted: 100), Cancellation);

        Assert.Equal(100, (await store.ClaimAsync(Claim(Second, wanted: 100, key: "LIMIT"), Cancellation)).Units);
    }

    [Fact]
    public async Task Units_of_a_process_that_has_ended_are_free_after_their_time()
    {
        var store = await CreateAsync();
        var ended = Claim(First, wanted: 100) with { Lease = TimeSpan.Zero, Period = TimeSpan.Zero };
        await store.ClaimAsync(ended, Cancellation);

        Assert.Equal(100, (await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation)).Units);
    }

    [Fact]
    public async Task With_fewer_units_than_processes_they_take_turns()
    {
        var store = await CreateAsync();
        var one = Claim(First, wanted: 1) with { Total = 1 };
        var other = Claim(Second, wanted: 1) with { Total = 1 };
        Assert.Equal(1, (await store.ClaimAsync(one, Cancellation)).Units);
        Assert.Equal(0, (await store.ClaimAsync(other, Cancellation)).Units);

        Assert.Equal(0, (await store.ClaimAsync(one with { Held = 1 }, Cancellation)).Units);
        Assert.Equal(0, (await store.ClaimAsync(one, Cancellation)).Units);

        Assert.Equal(1, (await store.ClaimAsync(other, Cancellation)).Units);
    }

    [Fact]
    public async Task Of_a_hundred_racing_processes_no_more_units_are_granted_than_there_are()
    {
        var store = await CreateAsync();

        var grants = await Racing.RunAsync(
            100, _ => store.ClaimAsync(Claim(Guid.NewGuid(), wanted: 7), Cancellation).AsTask());

        Assert.InRange(grants.Sum(grant => grant.Units), 94, 100);
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.ClaimAsync(Claim(First, wanted: 100), new CancellationToken(canceled: true)));

        Assert.Equal(100, (await store.ClaimAsync(Claim(Second, wanted: 100), Cancellation)).Units);
    }

    private protected static LimitClaim Claim(Guid holder, int wanted, int held = 0, string key = "limit") => new()
    {
        Key = key,
        Holder = holder,
        Total = 100,
        Held = held,
        Wanted = wanted,
        Lease = TimeSpan.FromMinutes(1),
        Period = TimeSpan.FromSeconds(1),
    };
}
