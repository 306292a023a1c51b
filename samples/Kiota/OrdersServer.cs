using System.Net;

namespace Kiota;

/// <summary>The external system: orders in memory, for callers with the right token.</summary>
internal sealed class OrdersServer : IAsyncDisposable
{
    public const string Token = "orders-token";

    private readonly List<StoredOrder> _orders = [new(1, "Ada", [new("tea", 2)])];
    private readonly WebApplication _app;

    private OrdersServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {Token}") await next(context);
            else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        _app.MapGet("/orders", (string? customer) =>
            _orders.Where(order => customer is null || order.Customer == customer));
        _app.MapPost("/orders", (StoredOrder order) =>
        {
            var stored = order with { Id = _orders.Count + 1 };
            _orders.Add(stored);
            return Results.Created($"/orders/{stored.Id}", stored);
        });
    }

    public string Address => _app.Urls.First();

    public static async Task<OrdersServer> StartAsync()
    {
        var server = new OrdersServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record StoredOrder(int Id, string? Customer, IReadOnlyList<StoredLine>? Lines);

    internal sealed record StoredLine(string Product, int Count);
}
