namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The body of the measured calls, and their result.</summary>
internal sealed record Order(string Id, string Customer, int Quantity, decimal Price, bool Express, string[] Tags);
