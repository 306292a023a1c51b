namespace Versori.Connectors.Generation.Planning;

/// <summary>An endpoint's score for a clause.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Score">How well it fits; comparable within one source.</param>
/// <param name="Coverage">The part of the clause's terms that it has, from 0 to 1; comparable between sources.</param>
internal readonly record struct RankedEndpoint(Endpoint Endpoint, double Score, double Coverage);
