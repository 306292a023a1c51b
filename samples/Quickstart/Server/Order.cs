using System.Text.Json.Serialization;

namespace Quickstart.Server;

/// <summary>A customer's order.</summary>
/// <param name="Id">The order's number.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Status">The order's status.</param>
/// <param name="Lines">The ordered products, one line for each.</param>
internal sealed record Order(int Id, string Customer, OrderStatus Status, IReadOnlyList<OrderLine> Lines);

/// <summary>One product of an order.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Quantity">The quantity, at least one.</param>
internal sealed record OrderLine(string Sku, int Quantity);

/// <summary>A new order.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Lines">The ordered products, one line for each.</param>
internal sealed record NewOrder(string Customer, IReadOnlyList<OrderLine> Lines);

/// <summary>The status of an order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
internal enum OrderStatus
{
    /// <summary>Placed, not packed yet.</summary>
    Open,

    /// <summary>Sent to the customer.</summary>
    Shipped,

    /// <summary>Cancelled before it was shipped.</summary>
    Cancelled,
}
