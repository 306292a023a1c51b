using System.Net;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Caching;

public sealed class CacheTests
{
    [Fact]
    public async Task More_connections_than_the_cache_can_hold_keep_working()
    {
        await using var engine = await EngineFixture.StartAsync(options: options => options.CacheCapacity = 3);
        await engine.PublishAsync(engine.Definition(methods: new BearerAuth()));
        var clients = new List<(HttpClient Client, string Token)>();
        for (var number = 0; number < 20; number++)
        {
            engine.System.AcceptBearer($"t{number}");
            var connection = await engine.Connections.ConnectAsync(
                ConnectorId.Parse("system"), $"c{number}", Credential.Bearer($"t{number}"));
            clients.Add((engine.Clients.CreateClient(connection), $"Bearer t{number}"));
        }

        for (var round = 0; round < 3; round++)
        {
            foreach (var (client, token) in clients)
            {
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
                Assert.Equal(token, engine.System.RecordedApiRequests[^1].Authorization);
            }
        }
    }

    [Fact]
    public async Task Without_a_cache_calls_work_and_read_the_stores_each_time()
    {
        await using var engine = await EngineFixture.StartAsync(
            options: options => options.CacheDuration = TimeSpan.Zero);
        var (connection, client) = await engine.ConnectAsync();
        await using var other = EngineFixture.Beside(engine);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);

        await other.Connections.DisconnectAsync(connection.Id);

        Assert.Equal(
            ConnectorErrorCode.NotFound,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"))).Code);
    }
}
