using System.Text.Json.Nodes;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The same calls by the endpoints' ids, with all checks.</summary>
internal sealed class InvokerCaller(IEndpointInvoker invoker, ConnectionId connection, OrderForm form) : IOrderCaller
{
    public Task<Order?> GetAsync(string id, string expand, int limit) => CallAsync("getOrder", form switch
    {
        OrderForm.AnonymousObject => EndpointArguments.From(new { id, expand, limit }),
        OrderForm.Dictionary => new Dictionary<string, object?>
        {
            ["id"] = id,
            ["expand"] = expand,
            ["limit"] = limit,
        },
        OrderForm.JsonObject => EndpointArguments.FromJson(Arguments(id, expand, limit)),
        _ => EndpointArguments.From(new(id, expand, limit, Body: null), OrderJson.Default.OrderArguments),
    });

    public Task<Order?> PostAsync(string id, string expand, int limit, Order order) => CallAsync(
        "postOrder",
        form switch
        {
            OrderForm.AnonymousObject => EndpointArguments.From(
                new { id, expand, limit, body = OrderBodies.Anonymous(order) }),
            OrderForm.Dictionary => new Dictionary<string, object?>
            {
                ["id"] = id,
                ["expand"] = expand,
                ["limit"] = limit,
                ["body"] = OrderBodies.Dictionary(order),
            },
            OrderForm.JsonObject => EndpointArguments.FromJson(
                Arguments(id, expand, limit, OrderBodies.Json(order))),
            _ => EndpointArguments.From(new(id, expand, limit, order), OrderJson.Default.OrderArguments),
        });

    private static JsonObject Arguments(string id, string expand, int limit, JsonObject? body = null)
    {
        var arguments = new JsonObject { ["id"] = id, ["expand"] = expand, ["limit"] = limit };
        if (body is not null) arguments["body"] = body;
        return arguments;
    }

    private Task<Order?> CallAsync(string endpoint, EndpointArguments arguments) => invoker.InvokeAsync(
        new EndpointCall(connection, endpoint) { Arguments = arguments }, OrderJson.Default.Order);
}
