namespace Versori.Connectors.Testing;

/// <summary>The requirements of an <see cref="ISecretStore"/>.</summary>
public abstract class SecretStoreConformance : StoreConformance<ISecretStore>
{
    private protected static readonly SecretHolder Scope = new("connection", "1");

    [Theory]
    [InlineData("s3cret")]
    [InlineData("")]
    [InlineData(" leading, trailing \r\n and a tab\t")]
    [InlineData("ünïcode 秘密 🔑 \u0000 \ud83d\udd11")]
    [InlineData("""{"json":"\"quoted\""}""")]
    public async Task A_value_is_read_unchanged(string value)
    {
        var store = await CreateAsync();

        var reference = await store.WriteAsync(Scope, "key", new Secret(value), Cancellation);

        Assert.Equal((Scope, "key"), (reference.Holder, reference.Name));
        Assert.NotEmpty(reference.Version);
        Assert.Equal(value, (await store.ReadAsync(reference, Cancellation))?.Reveal());
    }

    [Fact]
    public async Task A_value_can_be_64_kilobytes_long()
    {
        var store = await CreateAsync();
        var value = string.Concat(Enumerable.Range(0, 64 * 1024).Select(number => (char)('!' + (number % 90))));

        var reference = await store.WriteAsync(Scope, "key", new Secret(value), Cancellation);

        Assert.Equal(value, (await store.ReadAsync(reference, Cancellation))!.Reveal());
    }

    [Fact]
    public async Task Each_write_creates_a_new_version_and_changes_no_existing_version()
    {
        var store = await CreateAsync();
        var references = new List<SecretReference>();
        for (var number = 0; number < 5; number++)
        {
            references.Add(await store.WriteAsync(Scope, "key", new Secret($"{number}"), Cancellation));
        }

        Assert.Equal(5, references.Distinct().Count());
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal($"{number}", (await store.ReadAsync(references[number], Cancellation))!.Reveal());
        }
    }

    [Fact]
    public async Task Several_secrets_are_read_together_in_the_requested_order_with_null_for_missing_ones()
    {
        var store = await CreateAsync();
        var first = await store.WriteAsync(Scope, "key", new Secret("1"), Cancellation);
        var second = await store.WriteAsync(Scope, "token", new Secret("2"), Cancellation);
        var elsewhere = await store.WriteAsync(new("connection", "2"), "key", new Secret("3"), Cancellation);
        var copied = first with { Holder = elsewhere.Holder };

        var read = await store.ReadAllAsync([second, copied, elsewhere, first, second], Cancellation);

        Assert.Equal("2 none 3 1 2", string.Join(' ', read.Select(value => value?.Reveal() ?? "none")));
        Assert.Empty(await store.ReadAllAsync([], Cancellation));
    }

    [Fact]
    public async Task A_hundred_concurrent_writes_of_one_name_create_a_hundred_versions()
    {
        var store = await CreateAsync();

        var references = await Racing.RunAsync(
            100, number => store.WriteAsync(Scope, "key", new Secret($"{number}"), Cancellation).AsTask());

        Assert.Equal(100, references.Distinct().Count());
        foreach (var (number, reference) in references.Index())
        {
            Assert.Equal($"{number}", (await store.ReadAsync(reference, Cancellation))!.Reveal());
        }
        Assert.Equal(100, (await store.ListAsync(Scope, Cancellation).ToListAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Deleting_a_version_keeps_the_others_and_can_be_repeated()
    {
        var store = await CreateAsync();
        var first = await store.WriteAsync(Scope, "key", new Secret("1"), Cancellation);
        var second = await store.WriteAsync(Scope, "key", new Secret("2"), Cancellation);

        await store.DeleteAsync(first, Cancellation);
        await store.DeleteAsync(first, Cancellation);
        await store.DeleteAsync(new(new("connection", "never"), "key", "1"), Cancellation);

        Assert.Null(await store.ReadAsync(first, Cancellation));
        Assert.Equal("2", (await store.ReadAsync(second, Cancellation))!.Reveal());
        Assert.Equal([second], await store.ListAsync(Scope, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_deleted_version_is_never_reused()
    {
        var store = await CreateAsync();
        var old = await store.WriteAsync(Scope, "key", new Secret("old"), Cancellation);
        await store.DeleteAsync(old, Cancellation);

        var next = await store.WriteAsync(Scope, "key", new Secret("new"), Cancellation);

        Assert.NotEqual(old, next);
        Assert.Null(await store.ReadAsync(old, Cancellation));
    }

    [Fact]
    public async Task A_reference_is_invalid_for_another_holder_or_another_name()
    {
        var store = await CreateAsync();
        var reference = await store.WriteAsync(Scope, "key", new Secret("mine"), Cancellation);
        await store.WriteAsync(new("connection", "2"), "key", new Secret("theirs"), Cancellation);

        SecretReference[] others =
        [
            reference with { Holder = new("connection", "2") },
            reference with { Holder = new("connector", "1") },
            reference with { Name = "other" },
        ];
        foreach (var other in others)
        {
            Assert.NotEqual("mine", (await store.ReadAsync(other, Cancellation))?.Reveal(), StringComparer.Ordinal);
        }

        Assert.Null(await store.ReadAsync(reference with { Version = "no such version" }, Cancellation));
    }

    [Fact]
    public async Task The_list_of_a_holder_contains_all_its_secrets_and_no_others()
    {
        var store = await CreateAsync();
        var mine = new[]
        {
            await store.WriteAsync(Scope, "a", new Secret("1"), Cancellation),
            await store.WriteAsync(Scope, "token/oauth2", new Secret("2"), Cancellation),
        };
        await store.WriteAsync(new("connector", "1"), "a", new Secret("3"), Cancellation);
        await store.WriteAsync(new("connection", "10"), "a", new Secret("4"), Cancellation);

        Assert.Equal(
            mine.ToHashSet(), (await store.ListAsync(Scope, Cancellation).ToListAsync(Cancellation)).ToHashSet());
        Assert.Empty(await store.ListAsync(new("connection", ""), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Secrets_can_be_deleted_while_they_are_listed()
    {
        var store = await CreateAsync();
        for (var number = 0; number < 10; number++)
        {
            await store.WriteAsync(Scope, $"{number}", new Secret("x"), Cancellation);
        }

        await foreach (var reference in store.ListAsync(Scope, Cancellation))
        {
            await store.DeleteAsync(reference, Cancellation);
        }

        Assert.Empty(await store.ListAsync(Scope, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.WriteAsync(Scope, "key", new Secret("x"), cancelled));

        Assert.Empty(await store.ListAsync(Scope, Cancellation).ToListAsync(Cancellation));
    }
}
