namespace Versori.Connectors.Generation.Planning;

/// <summary>An endpoint's score for a clause.</summary>
/// <param name="Indexed">The endpoint with its terms.</param>
/// <param name="Score">How well it matches. Comparable within one source.</param>
/// <param name="Coverage">The share of the clause's terms that it has, from 0 to 1. Comparable between sources.</param>
internal readonly record struct RankedEndpoint(IndexedEndpoint Indexed, double Score, double Coverage)
{
    /// <summary>The endpoint.</summary>
    public ConnectorEndpoint Endpoint => Indexed.Endpoint;
}
