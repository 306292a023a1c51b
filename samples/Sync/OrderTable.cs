using System.Text.Json;

namespace SyncSample;

/// <summary>
/// The copied orders and the position of the next page, in one file: both are saved at once, or neither. A page that is
/// read twice because a run ended before it was saved replaces its own orders.
/// </summary>
internal sealed class OrderTable
{
    private readonly string _path;
    private readonly SortedDictionary<int, Order> _orders = [];

    public OrderTable(string path)
    {
        _path = path;
        if (!File.Exists(path)) return;
        var content = JsonSerializer.Deserialize(File.ReadAllText(path), ShopJson.Default.Content)!;
        foreach (var order in content.Orders) _orders[order.Id] = order;
        Position = content.Position;
        IsComplete = content.Position is null;
    }

    /// <summary>Where the list continues; <see langword="null"/> at its beginning and after its end.</summary>
    public string? Position { get; private set; }

    public bool IsComplete { get; private set; }

    public int Count => _orders.Count;

    public async Task SaveAsync(IReadOnlyList<Order> orders, string? next, CancellationToken cancellationToken)
    {
        foreach (var order in orders) _orders[order.Id] = order;
        Position = next;
        IsComplete = next is null;
        var json = JsonSerializer.Serialize(new Content([.. _orders.Values], next), ShopJson.Default.Content);
        await File.WriteAllTextAsync($"{_path}.new", json, cancellationToken);
        File.Move($"{_path}.new", _path, overwrite: true);
    }

    internal sealed record Content(IReadOnlyList<Order> Orders, string? Position);
}
