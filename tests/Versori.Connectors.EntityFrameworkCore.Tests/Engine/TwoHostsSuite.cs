using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Engine;

/// <summary>Two hosts over one database, as on two machines or before and after a restart.</summary>
[Trait("Kind", "Race")]
public abstract class TwoHostsSuite<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task A_connection_of_one_host_is_used_by_another_without_a_token_request()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        await using var database = await OpenAsync();
        var first = database.Open();
        var template = await PublishAsync(first, api);
        await first.GetRequiredService<IConnections>()
            .ConnectAsync(
                template.ConnectorId, "acme", Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"));

        using var client = database.Open().GetRequiredService<IConnectorClientFactory>().CreateClient(template.Id);
        using var response = await client.GetAsync("me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, api.TokenRequests);
    }

    [Fact]
    public async Task A_hundred_first_uses_at_two_hosts_create_one_connector_and_a_hundred_templates()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        await using var database = await OpenAsync();
        var hosts = new[] { database.Open(), database.Open() };
        var definition = api.Definition();
        var plan = new IntegrationPlan
        {
            Connectors = [new() { TemplateName = "api", Definition = definition, Endpoints = ["me"] }],
        };

        await Racing.RunAsync(
            100,
            number =>
                hosts[number % 2].GetRequiredService<IConnectorCatalog>().ApplyAsync(plan, $"integration-{number}"));

        Assert.Single(await hosts[0].GetRequiredService<IConnectorStore>().ListAsync(null, default).ToListAsync());
        Assert.Equal(100, await hosts[0].GetRequiredService<ITemplateStore>().ListAsync(new(), default).CountAsync());
    }

    [Fact]
    public async Task A_lost_key_ring_requires_connecting_again_and_breaks_nothing_else()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        await using var database = await OpenAsync();
        var first = database.Open();
        var template = await PublishAsync(first, api);
        var connection = await first.GetRequiredService<IConnections>()
            .ConnectAsync(template.ConnectorId, "acme", Credential.Bearer("canary-1").WithMethod("bearer"));
        Directory.Delete(database.KeyDirectory, recursive: true);

        var second = database.Open();
        using var client = second.GetRequiredService<IConnectorClientFactory>().CreateClient(template.Id);
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
        Assert.Equal(ConnectorErrorCode.NeedsReauthorization, refused.Code);

        await second.GetRequiredService<IConnections>()
            .ReconnectAsync(connection.Id, Credential.Bearer("canary-2").WithMethod("bearer"));
        using var response = await client.GetAsync("me");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_host_that_paused_with_its_token_request_in_flight_writes_over_no_newer_token()
    {
        await using var api = await LoopbackApi.StartAsync("canary");
        await using var database = await OpenAsync();
        var paused = database.Open();
        var template = await PublishAsync(paused, api);
        var connection = await paused.GetRequiredService<IConnections>()
            .ConnectAsync(
                template.ConnectorId, "acme", Credential.OAuth2ClientCredentials("id", "secret").WithMethod("client"));
        var (inFlight, wakes) = (new TaskCompletionSource(), new TaskCompletionSource());
        api.BeforeToken = number =>
        {
            if (number != 2) return Task.CompletedTask;
            inFlight.SetResult();
            return wakes.Task;
        };
        var late = paused.GetRequiredService<IConnections>().RefreshAsync(connection.Id);
        await inFlight.Task;

        await database.LoseLocksAsync();
        var newer = await Later(database).GetRequiredService<IConnections>().RefreshAsync(connection.Id);
        wakes.SetResult();

        Assert.Equal(newer.Tokens, (await late).Tokens);
        Assert.Equal(3, api.TokenRequests);
        var stored = await paused.GetRequiredService<IConnections>().FindAsync(connection.Id);
        Assert.Equal((newer.Tokens[0], ConnectionStatus.Active), (stored!.Tokens[0], stored.Status));
        var secrets = paused.GetRequiredService<ISecretStore>()
            .ListAsync(SecretHolder.For(connection.Id), TestContext.Current.CancellationToken);
        Assert.Equal(
            [newer.Tokens[0].Secret],
            await secrets.Where(secret => secret.Name == "token/client")
                .ToListAsync(TestContext.Current.CancellationToken));
    }

    // For a host whose clock is ahead, leases have expired.
    private static ServiceProvider Later(TDatabase database)
    {
        TimeProvider later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(22));
        return database.Open(builder => builder.Services.AddSingleton(later));
    }

    internal static async Task<ConnectionTemplate> PublishAsync(ServiceProvider host, LoopbackApi api)
    {
        var catalog = host.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(api.Definition());
        var connector = await catalog.PublishAsync(api.Definition().Id);
        return await catalog.LinkAsync(new() { Id = new("integration", "api"), ConnectorId = connector.Id });
    }

    private static async Task<TDatabase> OpenAsync()
    {
        var database = new TDatabase();
        await database.CreateAsync();
        return database;
    }
}

public sealed class SqliteTwoHostsTests : TwoHostsSuite<SqliteDatabase>;

public sealed class PostgresTwoHostsTests : TwoHostsSuite<PostgresDatabase>;

public sealed class HostPostgresTwoHostsTests : TwoHostsSuite<HostPostgresDatabase>;
