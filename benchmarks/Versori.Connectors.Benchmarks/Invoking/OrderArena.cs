using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Benchmarks.Contenders;
using Versori.Connectors.Benchmarks.Wires;
using Versori.Connectors.Http;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>
/// A wire that reads what is sent and returns an order, and the callers over it: one by hand with a handler of its own,
/// and the invoker with a connection.
/// </summary>
internal sealed class OrderArena : IAsyncDisposable
{
    private const string Token = "token-000000000001";

    private readonly Arena _arena;
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;

    private OrderArena(OrderCall call)
    {
        _arena = new(1, call.Wire);
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
            new HandWrittenHandler(new("Bearer", Token)) { InnerHandler = _arena.Wire }, disposeHandler: false)
        {
            BaseAddress = Arena.BaseAddress,
        };
        ByHand = new HandWrittenCaller(_client, call.Form);
        Invoker = new InvokerCaller(_services.GetRequiredService<IEndpointInvoker>(), connection, call.Form);
    }

    public static Order Order { get; } = new("4711", "Ada Lovelace", 3, 12.50m, Express: true, ["new", "gift"]);

    public IOrderCaller ByHand { get; }

    public IOrderCaller Invoker { get; }

    /// <summary>Creates the connection and calls it once with each caller.</summary>
    public static async Task<OrderArena> MakeWarmAsync(OrderCall call)
    {
        var arena = new OrderArena(call);
        foreach (var caller in (IOrderCaller[])[arena.ByHand, arena.Invoker])
        {
            Check(await caller.GetAsync("4711", "customer", 10));
            Check(await caller.PostAsync("4711", "customer", 10, Order));
        }

        if (arena._arena.Wire is AsynchronousWire asynchronous) asynchronous.IsWaiting = true;
        return arena;
    }

    /// <summary>Calls once, and lets the asynchronous wire respond.</summary>
    public static Task<Order?> CallAsync(IOrderCaller caller, bool isPost)
    {
        var order = isPost ? caller.PostAsync("4711", "customer", 10, Order) : caller.GetAsync("4711", "customer", 10);
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
            Credential = Credential.Bearer(Token),
        });
        return connection.Id;
    }
}
