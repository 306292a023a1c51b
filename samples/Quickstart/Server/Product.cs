namespace Quickstart.Server;

/// <summary>A product of the warehouse.</summary>
/// <param name="Sku">The stock keeping unit, unique in the warehouse.</param>
/// <param name="Name">The product's name.</param>
/// <param name="UnitPrice">The price of one unit, in euros.</param>
/// <param name="InStock">The number of units in stock.</param>
internal sealed record Product(string Sku, string Name, decimal UnitPrice, int InStock);
