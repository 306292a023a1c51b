using System.Text.Json.Serialization;

namespace Quickstart.Server;

/// <summary>A customer's order.</summary>
/// <param name="Id">The order's number.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Lines">What was ordered, one line a product.</param>
internal sealed record Order(int Id, string Customer, OrderStatus Status, IReadOnlyList<OrderLine> Lines);

/// <summary>One product of an order.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Quantity">How many, at least one.</param>
internal sealed record OrderLine(string Sku, int Quantity);

/// <summary>An order to be placed.</summary>
/// <param name="Customer">Who orders.</param>
/// <param name="Lines">What is ordered, one line a product.</param>
internal sealed record NewOrder(string Customer, IReadOnlyList<OrderLine> Lines);

/// <summary>How far an order has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
internal enum OrderStatus
{
    /// <summary>Placed, not packed yet.</summary>
    Open,

    /// <summary>On its way.</summary>
    Shipped,

    /// <summary>Cancelled before it was shipped.</summary>
    Cancelled,
}
