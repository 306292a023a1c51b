namespace Versori.Connectors.Generation.Planning;

/// <summary>The terms of one endpoint with their weights. There are few, and each is compared.</summary>
/// <param name="terms">The terms with their weights.</param>
internal readonly struct TermWeights(IEnumerable<KeyValuePair<string, double>> terms)
{
    private readonly KeyValuePair<string, double>[] _terms = [.. terms];

    /// <summary>Returns the weight of a term; 0 if the endpoint does not have it.</summary>
    public double GetValueOrDefault(string term)
    {
        foreach (var (own, weight) in _terms)
        {
            if (own == term) return weight;
        }

        return 0;
    }

    /// <summary>Whether the endpoint has a term.</summary>
    public bool ContainsKey(string term) => Array.Exists(_terms, own => own.Key == term);

    public ReadOnlySpan<KeyValuePair<string, double>>.Enumerator GetEnumerator() =>
        new ReadOnlySpan<KeyValuePair<string, double>>(_terms).GetEnumerator();
}
