using System.Text.Json;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The same calls by the endpoints' ids, with all checks.</summary>
internal sealed class InvokerCaller(IEndpointInvoker invoker, ConnectionId connection) : IOrderCaller
{
    public Task<Order?> GetAsync(string id) => CallAsync("getOrder", Arguments(id));

    public Task<Order?> PostAsync(string id, Order order)
    {
        var arguments = Arguments(id);
        arguments["body"] = JsonSerializer.SerializeToElement(order, OrderJson.Default.Order);
        return CallAsync("postOrder", arguments);
    }

    private static EndpointArguments Arguments(string id) =>
        new() { ["id"] = id, ["expand"] = "customer", ["limit"] = 10 };

    private Task<Order?> CallAsync(string endpoint, EndpointArguments arguments) => invoker.InvokeAsync(
        new EndpointCall(connection, endpoint) { Arguments = arguments }, OrderJson.Default.Order);
}
