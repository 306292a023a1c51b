using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>An engine with a connection to a system with limits.</summary>
internal sealed class LimitedSystem : IAsyncDisposable
{
    private readonly Connection? _connection;

    private LimitedSystem(EngineFixture engine, LoopbackServer server, Connection? connection)
    {
        Engine = engine;
        Server = server;
        _connection = connection;
    }

    public EngineFixture Engine { get; }

    public LoopbackServer Server { get; }

    public Connection Connection => _connection ?? throw new InvalidOperationException("There is no connection.");

    /// <summary>The limiter of the connection, once there is one.</summary>
    public ConnectionLimiter? Limiter => Engine.Services.GetRuntime(Connection.Id).Limiter;

    public static async Task<LimitedSystem> StartAsync(
        RequestDelegate handler,
        Func<ConnectorDefinition, ConnectorDefinition>? change = null,
        Action<VersoriConnectorsOptions>? options = null,
        Action<VersoriConnectorsBuilder>? configure = null,
        bool connects = true)
    {
        var engine = await EngineFixture.StartAsync(configure, options);
        var server = await LoopbackServer.StartAsync(handler);
        var definition = new ConnectorDefinition
        {
            Id = ConnectorId.Parse("limited"),
            Title = "Limited",
            BaseUrl = server.BaseAddress.AbsoluteUri.TrimEnd('/'),
            AuthMethods = [new BearerAuth()],
            Endpoints =
            [
                new()
                {
                    Id = "heavy",
                    Method = "GET",
                    Path = "/heavy/{id}",
                    Weight = 3,
                    Parameters = [new() { Name = "id", In = ParameterLocation.Path, Required = true }],
                },
                new() { Id = "free", Method = "GET", Path = "/free", Weight = 0 },
                new() { Id = "search", Method = "POST", Path = "/search", Repeatable = true },
                new() { Id = "once", Method = "PUT", Path = "/once", Repeatable = false },
            ],
        };
        await engine.PublishAsync(change?.Invoke(definition) ?? definition);
        if (!connects) return new(engine, server, null);
        var connection = await engine.Connections.ConnectAsync(new()
        {
            ConnectorId = definition.Id,
            Name = "acme",
            Credential = Credential.Bearer("t"),
            CheckCredential = false,
        });
        return new(engine, server, connection);
    }

    public HttpClient CreateClient() => Engine.Clients.CreateClient(Connection);

    /// <summary>Waits until so many callers wait for a limit.</summary>
    public async Task WaitForQueueAsync(int callers)
    {
        using var patience = new CancellationTokenSource(RequestCounter.Timeout);
        while ((Limiter?.Waiting ?? 0) != callers)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Server.DisposeAsync();
    }
}
