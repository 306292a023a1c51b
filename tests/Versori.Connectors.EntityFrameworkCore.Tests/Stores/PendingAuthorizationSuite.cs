using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Stores;

/// <summary>The suite, and additional requirements for several hosts over one database.</summary>
public abstract class PendingAuthorizationSuite<TDatabase> : DurablePendingSignInStoreConformance,
IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-01T12:00:00.123Z");

    [Fact]
    public async Task A_sign_in_added_by_one_host_is_found_unchanged_by_another()
    {
        await using var database = await OpenAsync();
        var pending = Pending("a", Now);
        await Store(database).AddAsync(pending, Cancellation);

        Assert.Equal(pending, await Store(database).FindAsync("a", Cancellation));
        Assert.Null(await Store(database).FindAsync("b", Cancellation));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_takers_at_two_hosts_gets_the_sign_in()
    {
        await using var database = await OpenAsync();
        var stores = new[] { Store(database), Store(database) };
        await stores[0].AddAsync(Pending("a", Now), Cancellation);

        var taken = await Racing.RunAsync(100, number => stores[number % 2].TakeAsync("a", Cancellation).AsTask());

        Assert.Single(taken, pending => pending is not null);
        Assert.Null(await stores[0].FindAsync("a", Cancellation));
    }

    [Fact]
    public async Task Expired_sign_ins_are_taken_and_others_are_kept()
    {
        await using var database = await OpenAsync();
        var store = Store(database);
        for (var number = 0; number < 120; number++)
            await store.AddAsync(Pending($"old {number}", Now.AddSeconds(-number)), Cancellation);
        await store.AddAsync(Pending("new", Now.AddTicks(1)), Cancellation);

        var taken = await store.TakeExpiredAsync(Now, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(120, taken.Select(pending => pending.Id).Distinct().Count());
        Assert.Empty(await store.TakeExpiredAsync(Now, Cancellation).ToListAsync(Cancellation));
        Assert.NotNull(await store.FindAsync("new", Cancellation));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IPendingSignInStore> CreateAsync() =>
        _database.CreateAsync<IPendingSignInStore>();

    protected override ValueTask<IPendingSignInStore> ReopenAsync() =>
        _database.ReopenAsync<IPendingSignInStore>();

    private static async Task<TDatabase> OpenAsync()
    {
        var database = new TDatabase();
        await database.CreateAsync();
        return database;
    }

    private static IPendingSignInStore Store(TDatabase database) =>
        database.Open().GetRequiredService<IPendingSignInStore>();

    private static PendingSignIn Pending(string id, DateTimeOffset expiresAt) => new()
    {
        Id = id,
        ConnectorId = ConnectorId.Parse("shop"),
        ConnectorVersion = 3,
        Method = new OAuth2Auth
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = "https://a.example/authorize",
            TokenUrl = "https://a.example/token",
            Scopes = ["a"],
        },
        Owner = Owner.User("ada"),
        Name = "acme",
        Inputs = new Dictionary<string, string> { ["store"] = "a" },
        RedirectUri = "https://host.example/back",
        SessionHash = "hash",
        ExpiresAt = expiresAt,
        Secrets = new(SecretHolder.ForSignIn(id), "sign-in", "1"),
    };
}
