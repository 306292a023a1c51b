namespace Quickstart.Server;

/// <summary>Something the warehouse keeps.</summary>
/// <param name="Sku">The stock keeping unit, unique in the warehouse.</param>
/// <param name="Name">What it is.</param>
/// <param name="UnitPrice">The price of one, in euros.</param>
/// <param name="InStock">How many are on the shelf.</param>
internal sealed record Product(string Sku, string Name, decimal UnitPrice, int InStock);
