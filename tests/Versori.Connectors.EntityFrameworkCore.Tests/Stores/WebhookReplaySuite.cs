using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Stores;

/// <summary>The suite, and additional requirements for several hosts over one database.</summary>
public abstract class WebhookReplaySuite<TDatabase> : DurableWebhookReplayStoreConformance, IAsyncDisposable
    where TDatabase : TestDatabase, new()
{
    private readonly SuiteDatabase<TDatabase> _database = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));

    [Fact]
    public async Task One_of_a_hundred_deliveries_at_two_hosts_is_new()
    {
        await using var database = await OpenAsync();
        var stores = new[] { Store(database), Store(database) };

        var responses = await Racing.RunAsync(
            100,
            number => stores[number % 2].TryAddAsync("key", _time.GetUtcNow().AddMinutes(5), Cancellation).AsTask());

        Assert.Single(responses, isNew => isNew);
    }

    [Fact]
    public async Task A_delivery_is_new_again_after_its_removal_or_expiry()
    {
        await using var database = await OpenAsync();
        var store = Store(database);
        Assert.True(await store.TryAddAsync("key", _time.GetUtcNow().AddMinutes(5), Cancellation));

        await store.RemoveAsync("key", Cancellation);
        Assert.True(await store.TryAddAsync("key", _time.GetUtcNow().AddMinutes(5), Cancellation));

        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(await store.TryAddAsync("key", _time.GetUtcNow().AddMinutes(5), Cancellation));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await store.TryAddAsync("key", _time.GetUtcNow().AddMinutes(5), Cancellation));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    protected override ValueTask<IWebhookReplayStore> CreateAsync() => _database.CreateAsync<IWebhookReplayStore>();

    protected override ValueTask<IWebhookReplayStore> ReopenAsync() => _database.ReopenAsync<IWebhookReplayStore>();

    private static async Task<TDatabase> OpenAsync()
    {
        var database = new TDatabase();
        await database.CreateAsync();
        return database;
    }

    private IWebhookReplayStore Store(TDatabase database) =>
        database.Open(builder => builder.Services.AddSingleton<TimeProvider>(_time))
            .GetRequiredService<IWebhookReplayStore>();
}
