namespace Versori.Connectors.Testing;

/// <summary>
/// The requirements of an <see cref="ISecretStore"/> that also implements <see cref="ISecretInventory"/>.
/// </summary>
public abstract class SecretInventoryConformance : StoreConformance<ISecretInventory>
{
    // The difference from now is greater than that between clocks.
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(1);
    private static readonly DateTimeOffset Earlier = Later.AddDays(-2);

    [Fact]
    public async Task Every_secret_is_listed_once_and_grouped_by_holder()
    {
        var inventory = await CreateAsync();
        var written = new HashSet<SecretReference>();
        for (var number = 0; number < 500; number++)
        {
            var scope = new SecretHolder(number % 3 == 0 ? "connector" : "connection", $"{number % 7}");
            var name = $"name/{number % 2}";
            written.Add(await Secrets(inventory).WriteAsync(scope, name, new Secret("x"), Cancellation));
        }

        var listed = await inventory.ListWrittenBeforeAsync(Later, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(500, listed.Count);
        Assert.Equal(written, listed.ToHashSet());
        var owners = new List<SecretHolder>();
        foreach (var scope in listed.Select(reference => reference.Holder))
        {
            if (owners.Count == 0 || owners[^1] != scope) owners.Add(scope);
        }

        Assert.Equal(owners.Distinct(), owners);
    }

    [Fact]
    public async Task Secrets_written_after_the_given_time_are_not_listed()
    {
        var inventory = await CreateAsync();
        await Secrets(inventory).WriteAsync(new("connection", "1"), "key", new Secret("x"), Cancellation);

        Assert.Empty(await inventory.ListWrittenBeforeAsync(Earlier, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Deleted_secrets_are_not_listed_and_secrets_can_be_deleted_while_they_are_listed()
    {
        var inventory = await CreateAsync();
        for (var number = 0; number < 450; number++)
        {
            await Secrets(inventory).WriteAsync(new("connection", $"{number}"), "key", new Secret("x"), Cancellation);
        }

        var deleted = 0;
        await foreach (var reference in inventory.ListWrittenBeforeAsync(Later, Cancellation))
        {
            await Secrets(inventory).DeleteAsync(reference, Cancellation);
            deleted++;
        }

        Assert.Equal(450, deleted);
        Assert.Empty(await inventory.ListWrittenBeforeAsync(Later, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_running_listing_can_be_cancelled()
    {
        var inventory = await CreateAsync();
        for (var number = 0; number < 3; number++)
        {
            await Secrets(inventory).WriteAsync(new("connection", $"{number}"), "key", new Secret("x"), Cancellation);
        }
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in inventory.ListWrittenBeforeAsync(Later, stop.Token)) await stop.CancelAsync();
        });
    }

    private static ISecretStore Secrets(ISecretInventory inventory) =>
        Assert.IsType<ISecretStore>(inventory, exactMatch: false);
}
