namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The arguments of the measured calls as a typed object.</summary>
/// <param name="Id">The path parameter.</param>
/// <param name="Expand">A query parameter.</param>
/// <param name="Limit">A query parameter.</param>
/// <param name="Body">The body; <see langword="null"/> if there is none.</param>
internal sealed record OrderArguments(string Id, string Expand, int Limit, Order? Body);
