using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>
/// Clients cache the data of warm calls. Every change of its sources reaches them immediately.
/// </summary>
[Trait("Kind", "Race")]
public sealed class WarmConnectionTests : IAsyncLifetime
{
    private readonly Outage _stores = new();
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync(builder =>
    {
        builder.Services.AddSingleton(_stores);
        builder.UseConnectionStore<UnreliableConnectionStore>();
    });

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_refresh_reaches_every_client_of_the_connection_immediately()
    {
        var (connection, client) = await _engine.ConnectAsync();
        var clients = await ClientsOfManyTemplatesAsync(connection);
        foreach (var each in clients.Append(client)) await CallAsync(each);

        await _engine.Connections.RefreshAsync(connection.Id);

        foreach (var each in clients.Append(client)) await CallAsync(each);
        Assert.Equal(clients.Count + 1, _engine.System.ApiRequestsWith("access-2"));
    }

    [Fact]
    public async Task A_refresh_reaches_clients_whose_routes_were_reloaded_many_times()
    {
        var (connection, client) = await _engine.ConnectAsync();
        var clients = await ClientsOfManyTemplatesAsync(connection);
        for (var minute = 0; minute < 5; minute++)
        {
            foreach (var each in clients.Append(client)) await CallAsync(each);
            _engine.Time.Advance(TimeSpan.FromMinutes(1));
        }

        foreach (var each in clients.Append(client)) await CallAsync(each);
        await _engine.Connections.RefreshAsync(connection.Id);

        foreach (var each in clients.Append(client)) await CallAsync(each);
        Assert.Equal(clients.Count + 1, _engine.System.ApiRequestsWith("access-2"));
    }

    [Fact]
    public async Task Every_warm_client_refuses_a_disconnected_connection()
    {
        var (connection, client) = await _engine.ConnectAsync();
        var clients = await ClientsOfManyTemplatesAsync(connection);
        foreach (var each in clients.Append(client)) await CallAsync(each);
        var before = _engine.System.ApiRequests;

        await _engine.Connections.DisconnectAsync(connection.Id);

        foreach (var each in clients.Append(client))
            await Assert.ThrowsAsync<ConnectorException>(() => each.GetAsync("me"));
        Assert.Equal(before, _engine.System.ApiRequests);
    }

    [Fact]
    public async Task Connecting_another_owner_does_not_reload_a_warm_connection()
    {
        var (connection, client) = await _engine.ConnectAsync();
        await CallAsync(client);
        await _engine.Connections.ConnectAsync(new()
        {
            ConnectorId = connection.ConnectorId,
            Name = "acme",
            Owner = Owner.User("ada"),
            Credential = Credential.OAuth2ClientCredentials(_engine.System.ClientId, _engine.System.ClientSecret),
        });
        _stores.Lasts = true;

        await CallAsync(client);

        Assert.Equal(0, _stores.Refused);
    }

    [Fact]
    public async Task A_client_works_after_its_route_was_evicted()
    {
        await using var engine = await EngineFixture.StartAsync(options: options => options.CacheCapacity = 2);
        var (connection, client) = await engine.ConnectAsync();
        await CallAsync(client);
        for (var other = 0; other < 10; other++)
        {
            var template = await engine.LinkAsync(connection.ConnectorId, $"integration-{other}");
            await CallAsync(engine.Clients.CreateClient(template.Id));
        }

        await CallAsync(client);
        await engine.Connections.DisconnectAsync(connection.Id);

        await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"));
    }

    [Fact]
    public async Task A_template_relinked_under_load_never_sends_the_token_of_one_connection_to_another_host()
    {
        await using var other = await ScriptedExternalSystem.StartAsync(_engine.Time);
        _engine.System.AcceptBearer("first");
        other.AcceptBearer("second");
        var connector = await _engine.PublishAsync(_engine.Definition("sites", new BearerAuth()) with
        {
            BaseUrl = "{site}/api",
            Inputs = [new() { Name = "site", Required = true }],
            AllowInsecureHttp = true,
        });
        var template = await _engine.LinkAsync(connector.Id);
        var client = _engine.Clients.CreateClient(template.Id);
        var connections = new List<Connection>();
        foreach (var (system, token) in new[] { (_engine.System, "first"), (other, "second") })
        {
            connections.Add(await _engine.Connections.ConnectAsync(new()
            {
                ConnectorId = connector.Id,
                Name = token,
                Credential = Credential.Bearer(token),
                Inputs = new Dictionary<string, string> { ["site"] = system.BaseAddress.AbsoluteUri.TrimEnd('/') },
            }));
        }

        await _engine.Connections.SetBindingAsync(template.Id, connections[0].Id);
        var binding = Task.Run(async () =>
        {
            for (var turn = 1; turn <= 100; turn++)
                await _engine.Connections.SetBindingAsync(template.Id, connections[turn % 2].Id);
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            do
            {
                await CallAsync(client);
            }
            while (!binding.IsCompleted);
        })));
        await binding;

        Assert.NotEmpty(_engine.System.RecordedApiRequests);
        Assert.NotEmpty(other.RecordedApiRequests);
        Assert.All(_engine.System.RecordedApiRequests, request => Assert.Equal("Bearer first", request.Authorization));
        Assert.All(other.RecordedApiRequests, request => Assert.Equal("Bearer second", request.Authorization));
    }

    private async Task<List<HttpClient>> ClientsOfManyTemplatesAsync(Connection connection)
    {
        var clients = new List<HttpClient>();
        for (var number = 0; number < 40; number++)
        {
            var template = await _engine.LinkAsync(connection.ConnectorId, $"integration-{number}");
            clients.Add(_engine.Clients.CreateClient(template.Id));
        }

        return clients;
    }

    private static async Task CallAsync(HttpClient client)
    {
        using var response = await client.GetAsync("me");
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }
}
