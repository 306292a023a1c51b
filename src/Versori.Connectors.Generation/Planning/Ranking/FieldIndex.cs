using System.Runtime.InteropServices;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Ranks the endpoints of one source for words, by BM25F over the fields of an endpoint (Robertson and Zaragoza, "The
/// Probabilistic Relevance Framework", §3.6). It also knows the names of the properties in requests and responses.
/// </summary>
internal sealed class FieldIndex
{
    private const double Saturation = 1.2, LengthNormalization = 0.5;
    private const double NameWeight = 2, SummaryWeight = 2, TagWeight = 1, TextWeight = 0.7, PropertyWeight = 0.5;
    private const int DescriptionWords = 80;

    private readonly IReadOnlyList<ConnectorEndpoint> _endpoints;
    private readonly Dictionary<string, List<(int Endpoint, double Weight)>> _postings = new(StringComparer.Ordinal);
    private readonly double[] _lengths;
    private readonly double _averageLength;

    private readonly FieldIndex? _whole;

    /// <param name="definition">The source.</param>
    /// <param name="words">The words of the source.</param>
    /// <param name="work">Counts the work.</param>
    /// <param name="whole">
    /// The index of the whole source, if the definition has only some of its endpoints. What is rare there is rare
    /// here. Default: the definition has all.
    /// </param>
    public FieldIndex(ConnectorDefinition definition, WordTable words, Work work, FieldIndex? whole = null)
    {
        _whole = whole;
        _endpoints = definition.Endpoints;
        _lengths = new double[_endpoints.Count];
        var properties = new PropertyWords(definition, words);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var at = 0; at < _endpoints.Count; at++)
        {
            work.Step();
            weights.Clear();
            Weigh(_endpoints[at], weights, words, properties);
            foreach (var (term, weight) in weights)
            {
                if (!_postings.TryGetValue(term, out var list)) _postings[term] = list = [];
                list.Add((at, weight));
            }

            _lengths[at] = weights.Values.Sum();
        }

        _averageLength = _lengths.Length == 0 ? 1 : Math.Max(1, _lengths.Average());
    }

    /// <summary>
    /// Returns the score of each endpoint for the terms, in the order of the definition: 0 if it has none of them.
    /// </summary>
    public double[] Score(IEnumerable<(string Term, double Weight)> terms, Work work)
    {
        var scores = new double[_endpoints.Count];
        foreach (var (term, termWeight) in terms)
        {
            if (!_postings.TryGetValue(term, out var list)) continue;
            var rarity = Rarity(term, list.Count);
            foreach (var (endpoint, weight) in list)
            {
                work.Step();
                var length = 1 - LengthNormalization + (LengthNormalization * _lengths[endpoint] / _averageLength);
                var normalized = weight / length;
                scores[endpoint] += termWeight * rarity * normalized * (Saturation + 1) / (normalized + Saturation);
            }
        }

        return scores;
    }

    private double Rarity(string term, int own)
    {
        // The properties of the other endpoints are not known.
        var frequency = Math.Max(own, _whole?._postings.GetValueOrDefault(term)?.Count ?? 0);
        return Math.Log(1 + (((_whole ?? this)._endpoints.Count - frequency + 0.5) / (frequency + 0.5)));
    }

    private static void Weigh(
        ConnectorEndpoint endpoint, Dictionary<string, double> weights, WordTable words, PropertyWords properties)
    {
        // A word counts once in the name, which the id and the path often state both.
        words.Seen.Clear();
        AddName(words.Split(endpoint.Id));
        AddName(words.Split(endpoint.Path));
        Add(words.Split(endpoint.Summary, DescriptionWords), SummaryWeight);
        foreach (var tag in endpoint.Tags) Add(words.Split(tag), TagWeight);
        Add(words.Split(endpoint.Description, DescriptionWords), TextWeight);
        foreach (var parameter in endpoint.Parameters) Add(words.Split(parameter.Name), TextWeight);
        Add(properties.Of(endpoint.RequestBody?.Schema), PropertyWeight);
        foreach (var response in endpoint.Responses)
        {
            if (response.Status is not (['2', ..] or "default")) continue;
            Add(properties.Of(response.Schema), PropertyWeight);
        }

        void AddName(List<IndexedWord> added)
        {
            foreach (var word in added) if (words.Seen.Add(word)) AddWord(word, NameWeight);
        }

        void Add(List<IndexedWord> added, double weight)
        {
            foreach (var word in added) AddWord(word, weight);
        }

        void AddWord(IndexedWord word, double weight)
        {
            if (word.IsStopWord || word.Text.Length < 2) return;
            CollectionsMarshal.GetValueRefOrAddDefault(weights, word.Term, out _) += weight;
        }
    }
}
