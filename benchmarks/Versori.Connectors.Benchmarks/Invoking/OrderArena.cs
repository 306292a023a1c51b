using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Wires;
using Versori.Connectors.Http;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// A connection over a wire that returns an order, and the callers that share its authenticated handler.
/// </summary>
internal sealed class OrderArena : IAsyncDisposable
{
    private readonly Arena _arena;
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;

    private OrderArena(Wire wire)
    {
        _arena = new(1, wire);
        var json = JsonSerializer.SerializeToUtf8Bytes(Order, OrderJson.Default.Order);
        if (_arena.Wire is AsynchronousWire asynchronous) asynchronous.Json = json;
        else ((SynchronousWire)_arena.Wire).Json = json;
        var services = new ServiceCollection();
        services.AddVersoriConnectors(static options => options.CacheDuration = TimeSpan.FromMinutes(30));
        services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => _arena.Wire).PrimaryHandlerFollowsNoRedirects();
        _services = services.BuildServiceProvider();
        var connection = ConnectAsync().GetAwaiter().GetResult();
        _client = new(
            _services.GetRequiredService<ConnectorClientFactory>()
                .CreateInvocationHandler(RouteKey.Of(connection), alternatives: null),
            disposeHandler: false)
        { BaseAddress = Arena.BaseAddress };
        ByHand = new HandWrittenCaller(_client);
        Invoker = new InvokerCaller(_services.GetRequiredService<IEndpointInvoker>(), connection);
    }

    public static Order Order { get; } = new("4711", "Ada Lovelace", 3, 12.50m, Express: true, ["new", "gift"]);

    public IOrderCaller ByHand { get; }

    public IOrderCaller Invoker { get; }

    /// <summary>Creates the connection and calls it once with each caller.</summary>
    public static async Task<OrderArena> MakeWarmAsync(Wire wire)
    {
        var arena = new OrderArena(wire);
        foreach (var caller in (IOrderCaller[])[arena.ByHand, arena.Invoker])
        {
            Check(await caller.GetAsync("4711"));
            Check(await caller.PostAsync("4711", Order));
        }

        if (arena._arena.Wire is AsynchronousWire asynchronous) asynchronous.IsWaiting = true;
        return arena;
    }

    /// <summary>Calls once, and lets the asynchronous wire respond.</summary>
    public static Task<Order?> CallAsync(IOrderCaller caller, bool isPost)
    {
        var order = isPost ? caller.PostAsync("4711", Order) : caller.GetAsync("4711");
        if (!order.IsCompleted) AsynchronousWire.Complete();
        return order.IsCompleted ? order : order.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _services.DisposeAsync();
        _arena.Dispose();
    }

    private static void Check(Order? order)
    {
        if (order is not { Id: "4711", Tags.Length: 2 })
            throw new InvalidOperationException("The call did not return the order.");
    }

    private async Task<ConnectionId> ConnectAsync()
    {
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        var id = ConnectorId.Parse("api");
        await catalog.SaveDraftAsync(new()
        {
            Id = id,
            Title = "API",
            BaseUrl = Arena.BaseAddress.AbsoluteUri,
            AuthMethods = [new BearerAuth()],
            Endpoints = OrderEndpoints.All,
        });
        await catalog.PublishAsync(id);
        var connection = await _services.GetRequiredService<IConnections>().ConnectAsync(new()
        {
            ConnectorId = id,
            Name = "account",
            Credential = Credential.Bearer("token-000000000001"),
        });
        return connection.Id;
    }
}
