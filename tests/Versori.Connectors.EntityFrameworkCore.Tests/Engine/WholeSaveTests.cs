using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;
using Versori.Connectors.EntityFrameworkCore.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>
/// A connection and its secrets are saved in one transaction: completely or not at all.
/// </summary>
public abstract class WholeSaveSuite<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    private readonly TDatabase _database = new();
    private readonly Commits _commits = new();
    private LoopbackApi _api = null!;
    private ServiceProvider _host = null!;

    private IConnections Connections => _host.GetRequiredService<IConnections>();

    public async ValueTask InitializeAsync()
    {
        _api = await LoopbackApi.StartAsync("canary");
        await _database.CreateAsync();
        _host = _database.Open(builder => Intercept(builder.Services, options => options.AddInterceptors(_commits)));
        await TwoHostsSuite<TDatabase>.PublishAsync(_host, _api);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        if (_api is not null) await _api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Connecting_and_refreshing_commit_once()
    {
        _commits.Take();
        var connection = await ConnectAsync();
        Assert.Equal(1, _commits.Take());

        await Connections.RefreshAsync(connection.Id);

        Assert.Equal(1, _commits.Take());
        await AssertWholeAsync();
    }

    [Fact]
    public async Task A_connection_that_could_not_be_saved_leaves_no_secret_behind()
    {
        _commits.FailBefore = true;

        await Assert.ThrowsAsync<ConnectorStoreException>(ConnectAsync);

        Assert.Empty(await SecretsAsync());
        Assert.Empty(await Connections.ListAsync(new()).ToListAsync());
        await ConnectAsync();
        await AssertWholeAsync();
    }

    [Fact]
    public async Task A_connection_whose_commit_got_no_response_is_connected_with_its_secrets()
    {
        _commits.FailAfter = true;

        await ConnectAsync();

        await AssertWholeAsync();
    }

    [Fact]
    public async Task An_unsaved_token_keeps_the_old_one_and_is_saved_with_the_next_refresh()
    {
        var connection = await ConnectAsync();
        var before = await SecretsAsync();
        _commits.FailBefore = true;

        var failed = await Assert.ThrowsAsync<ConnectorException>(() => Connections.RefreshAsync(connection.Id));

        Assert.True(failed.Error.IsTransient);
        Assert.Equal(before, await SecretsAsync());
        var requests = _api.TokenRequests;
        await Connections.RefreshAsync(connection.Id);
        Assert.Equal(requests, _api.TokenRequests);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task A_token_whose_commit_got_no_response_is_kept_and_nothing_is_left_behind()
    {
        var connection = await ConnectAsync();
        _commits.FailAfter = true;
        await Assert.ThrowsAsync<ConnectorException>(() => Connections.RefreshAsync(connection.Id));
        await AssertWholeAsync();

        await Connections.RefreshAsync(connection.Id);

        Assert.Equal(2, _api.TokenRequests);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Secrets_of_a_separate_secret_store_are_not_written_to_the_database()
    {
        await using var host = _database.Open(builder => builder.UseSecretStore<InMemorySecretStore>());
        var connections = host.GetRequiredService<IConnections>();

        var connection = await connections.ConnectAsync(
            ConnectorId.Parse("api"), "acme", Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"));
        connection = await connections.RefreshAsync(connection.Id);

        Assert.Empty(await SecretsAsync());
        Assert.NotNull(await host.GetRequiredService<ISecretStore>().ReadAsync(connection.Tokens[0].Secret, default));
        Assert.Equal(
            2,
            await host.GetRequiredService<ISecretStore>()
                .ListAsync(SecretHolder.For(connection.Id), default).CountAsync());
    }

    /// <summary>Changes the options of the database's own context.</summary>
    protected abstract void Intercept(IServiceCollection services, Action<DbContextOptionsBuilder> configure);

    private Task<Connection> ConnectAsync() => Connections.ConnectAsync(new()
    {
        ConnectorId = ConnectorId.Parse("api"),
        Name = "acme",
        Credential = Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"),
        CheckCredential = false,
    });

    // Exactly the referenced secrets exist, and another host can call with them.
    private async Task AssertWholeAsync()
    {
        await using var other = _database.Open();
        var connection = Assert.Single(await other.GetRequiredService<IConnections>().ListAsync(new()).ToListAsync());
        Assert.Equal([connection.Snapshot.Secrets!.Value, connection.Tokens[0].Secret], await SecretsAsync());
        using var client = other.GetRequiredService<IConnectorClientFactory>().CreateClient(connection.Id);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
    }

    private Task<List<SecretReference>> SecretsAsync() =>
        ((ISecretInventory)_host.GetRequiredService<ISecretStore>())
            .ListWrittenBeforeAsync(DateTimeOffset.MaxValue, default).ToListAsync().AsTask();

    private sealed class Commits : DbTransactionInterceptor
    {
        private int _count;

        public bool FailBefore { get; set; }

        public bool FailAfter { get; set; }

        public int Take() => Interlocked.Exchange(ref _count, 0);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            if (FailBefore) throw Fail();
            return new(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            if (FailAfter) throw Fail();
            return Task.CompletedTask;
        }

        private IOException Fail()
        {
            FailBefore = FailAfter = false;
            return new IOException("The network is gone.");
        }
    }
}

public sealed class SqliteWholeSaveTests : WholeSaveSuite<SqliteDatabase>
{
    protected override void Intercept(IServiceCollection services, Action<DbContextOptionsBuilder> configure) =>
        services.ConfigureDbContext<SqliteConnectorsContext>(configure);
}

public sealed class PostgresWholeSaveTests : WholeSaveSuite<PostgresDatabase>
{
    protected override void Intercept(IServiceCollection services, Action<DbContextOptionsBuilder> configure) =>
        services.ConfigureDbContext<PostgreSqlConnectorsContext>(configure);
}
