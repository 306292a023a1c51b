namespace Quickstart.Server;

/// <summary>The scopes of a token.</summary>
internal static class WarehouseScopes
{
    public const string ReadProducts = "products.read";
    public const string ReadOrders = "orders.read";
    public const string WriteOrders = "orders.write";

    public static readonly IReadOnlyDictionary<string, string> Described = new Dictionary<string, string>
    {
        [ReadProducts] = "See what is in stock",
        [ReadOrders] = "See orders",
        [WriteOrders] = "Place and cancel orders",
    };
}
