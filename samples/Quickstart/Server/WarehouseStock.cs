using System.Collections.Concurrent;

namespace Quickstart.Server;

/// <summary>The stock of the warehouse, in memory.</summary>
internal sealed class WarehouseStock
{
    private readonly ConcurrentDictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private int _lastOrder;

    public WarehouseStock()
    {
        Put(new("CHAIR-01", "Oak chair", 89.00m, 40));
        Put(new("DESK-02", "Standing desk", 449.00m, 12));
        Put(new("LAMP-03", "Reading lamp", 35.50m, 120));

        Place(new("Ada", [new("CHAIR-01", 2)]));
        Place(new("Grace", [new("DESK-02", 1), new("LAMP-03", 1)]));
        Place(new("Linus", [new("LAMP-03", 4)]));
    }

    public IEnumerable<Product> Products => _products.Values.OrderBy(product => product.Sku, StringComparer.Ordinal);

    public IEnumerable<Order> Orders => _orders.Values.OrderBy(order => order.Id);

    public Product? FindProduct(string sku) => _products.GetValueOrDefault(sku);

    public Order? FindOrder(int id) => _orders.GetValueOrDefault(id);

    public Order Place(NewOrder order)
    {
        var placed = new Order(Interlocked.Increment(ref _lastOrder), order.Customer, OrderStatus.Open, order.Lines);
        _orders[placed.Id] = placed;
        return placed;
    }

    public Order? Cancel(int id)
    {
        while (FindOrder(id) is { Status: OrderStatus.Open } order)
        {
            var cancelled = order with { Status = OrderStatus.Cancelled };

            if (_orders.TryUpdate(id, cancelled, order))
            {
                return cancelled;
            }
        }

        return null;
    }

    private void Put(Product product) => _products[product.Sku] = product;
}
