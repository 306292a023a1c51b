using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Tests.Engine;
using Versori.Connectors.EntityFrameworkCore.Tests.Migrations;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>A reachable PostgreSQL server with a problem: each error names the problem.</summary>
public sealed class BadServerTests : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private readonly string _role = $"versori_role_{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync() => await _database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _database.Server.ExecuteAsync($"DROP ROLE IF EXISTS {_role}");
    }

    [Fact]
    public async Task An_unknown_user_is_refused()
    {
        await using var host = Open($"Username={_role}");

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.AccessDenied, "user or password");
    }

    [Fact]
    public async Task A_user_without_access_to_the_tables_is_refused()
    {
        await _database.Server.ExecuteAsync($"CREATE ROLE {_role} LOGIN");
        await using var host = Open($"Username={_role}");

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.AccessDenied, "lacks the permission");
    }

    [Fact]
    public async Task A_user_with_read_access_only_is_refused()
    {
        await _database.Server.ExecuteAsync($"CREATE ROLE {_role} LOGIN");
        await _database.ExecuteAsync($"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {_role}");
        await using var host = Open($"Username={_role}");

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.AccessDenied, "lacks the permission");
    }

    [Fact]
    public async Task A_server_without_a_free_connection_is_unavailable()
    {
        await _database.Server.ExecuteAsync($"CREATE ROLE {_role} LOGIN CONNECTION LIMIT 0");
        await using var host = Open($"Username={_role}");

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.Unavailable, "temporarily unavailable");
    }

    [Fact]
    public async Task An_exhausted_pool_is_distinguished_from_an_unresponsive_server()
    {
        const string Small = "Maximum Pool Size=1;Timeout=1";
        await using var host = Open(Small);
        await using var taken = new NpgsqlConnection($"{_database.ConnectionString};{Small}");
        await taken.OpenAsync();

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.Unavailable, "Maximum Pool Size");
    }

    [Fact]
    public async Task A_read_only_server_is_refused()
    {
        await _database.Server.ExecuteAsync($"ALTER DATABASE {_database.Name} SET default_transaction_read_only = on");

        await MigrationTests.RefusedAsync(_database.Open(), ConnectorStoreFailure.ReadOnly, "read-only");
    }

    [Fact]
    public async Task A_full_disk_is_reported_when_connecting_and_refreshing_and_loses_nothing()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        var host = _database.Open();
        var template = await TwoHostsSuite<PostgresDatabase>.PublishAsync(host, api);
        var connections = host.GetRequiredService<IConnections>();
        var credential = Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client");
        var kept = await connections.ConnectAsync(template.ConnectorId, "kept", credential);

        // The server's error when it cannot extend a table.
        await _database.ExecuteAsync(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not "
                + "extend file' USING ERRCODE = '53100'; END $$");
        await _database.ExecuteAsync(
            "CREATE TRIGGER full_disk BEFORE INSERT ON versori_secrets FOR EACH ROW EXECUTE FUNCTION full_disk()");
        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => connections.ConnectAsync(template.ConnectorId, "new", credential));
        var unsaved = await Assert.ThrowsAsync<ConnectorException>(() => connections.RefreshAsync(kept.Id));
        await _database.ExecuteAsync("DROP TRIGGER full_disk ON versori_secrets");

        Assert.Equal(ConnectorStoreFailure.OutOfSpace, refused.Failure);
        Assert.True(unsaved.Error.IsTransient);
        Assert.Equal([kept], await connections.ListAsync(new()).ToListAsync());
        // The unsaved token is saved now and not requested again.
        var requests = api.TokenRequests;
        await connections.RefreshAsync(kept.Id);
        Assert.Equal(requests, api.TokenRequests);
    }

    private ServiceProvider Open(string more)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors()
            .UsePostgreSql(
                $"{_database.ConnectionString};{more}", options => options.KeyDirectory = _database.KeyDirectory);
        return services.BuildServiceProvider();
    }
}
