using System.Text.Json.Nodes;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The body of the measured calls in the forms that have no type. Both contenders use them.</summary>
internal static class OrderBodies
{
    public static object Anonymous(Order order) => new
    {
        id = order.Id,
        customer = order.Customer,
        quantity = order.Quantity,
        price = order.Price,
        express = order.Express,
        tags = order.Tags,
    };

    public static Dictionary<string, object?> Dictionary(Order order) => new()
    {
        ["id"] = order.Id,
        ["customer"] = order.Customer,
        ["quantity"] = order.Quantity,
        ["price"] = order.Price,
        ["express"] = order.Express,
        ["tags"] = order.Tags,
    };

    public static JsonObject Json(Order order) => new()
    {
        ["id"] = order.Id,
        ["customer"] = order.Customer,
        ["quantity"] = order.Quantity,
        ["price"] = order.Price,
        ["express"] = order.Express,
        ["tags"] = new JsonArray([.. order.Tags.Select(static tag => (JsonNode)tag)]),
    };
}
