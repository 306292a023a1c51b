namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>The result of a requirement.</summary>
/// <param name="Id">The set's name and the number of the requirement.</param>
/// <param name="Level">What is proven.</param>
/// <param name="Calls">The number of needed endpoints that were executed with success.</param>
/// <param name="Kind">The kind of what failed first, if anything did.</param>
/// <param name="Detail">What failed.</param>
internal sealed record ProofResult(string Id, ProofLevel Level, int Calls, string? Kind, string? Detail);
