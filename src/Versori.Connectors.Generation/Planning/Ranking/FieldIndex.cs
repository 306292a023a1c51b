using System.Text.Json;
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
    private const int DescriptionWords = 80, Properties = 120, Depth = 6;

    private readonly IReadOnlyList<ConnectorEndpoint> _endpoints;
    private readonly Dictionary<string, List<(int Endpoint, double Weight)>> _postings = new(StringComparer.Ordinal);
    private readonly double[] _lengths;
    private readonly double _averageLength;

    public FieldIndex(ConnectorDefinition definition, Work work)
    {
        _endpoints = definition.Endpoints;
        _lengths = new double[_endpoints.Count];
        var properties = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var at = 0; at < _endpoints.Count; at++)
        {
            work.Step();
            var weights = Weigh(_endpoints[at], definition, properties);
            foreach (var (term, weight) in weights)
            {
                if (!_postings.TryGetValue(term, out var list)) _postings[term] = list = [];
                list.Add((at, weight));
            }

            _lengths[at] = weights.Values.Sum();
        }

        _averageLength = _lengths.Length == 0 ? 1 : Math.Max(1, _lengths.Average());
    }

    /// <summary>Returns the endpoints that have any of the terms, the best first.</summary>
    public List<(ConnectorEndpoint Endpoint, double Score)> Rank(
        IEnumerable<(string Term, double Weight)> terms, Work work)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (term, termWeight) in terms)
        {
            if (!_postings.TryGetValue(term, out var list)) continue;
            var rarity = Math.Log(1 + ((_endpoints.Count - list.Count + 0.5) / (list.Count + 0.5)));
            foreach (var (endpoint, weight) in list)
            {
                work.Step();
                var length = 1 - LengthNormalization + (LengthNormalization * _lengths[endpoint] / _averageLength);
                var normalized = weight / length;
                scores[endpoint] = scores.GetValueOrDefault(endpoint)
                    + (termWeight * rarity * normalized * (Saturation + 1) / (normalized + Saturation));
            }
        }

        return
        [
            .. scores.OrderByDescending(pair => pair.Value)
                .ThenBy(pair => _endpoints[pair.Key].Path.Length)
                .ThenBy(pair => _endpoints[pair.Key].Id, StringComparer.Ordinal)
                .Select(pair => (_endpoints[pair.Key], pair.Value)),
        ];
    }

    private static Dictionary<string, double> Weigh(
        ConnectorEndpoint endpoint, ConnectorDefinition definition, Dictionary<string, List<string>> properties)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        // A word counts once in the name, which the id and the path often state both.
        var name = Words.Split(endpoint.Id).Concat(Words.Split(endpoint.Path));
        Add([.. name.Distinct(StringComparer.Ordinal)], NameWeight);
        Add(Words.Split(endpoint.Summary, DescriptionWords), SummaryWeight);
        foreach (var tag in endpoint.Tags) Add(Words.Split(tag), TagWeight);
        Add(Words.Split(endpoint.Description, DescriptionWords), TextWeight);
        foreach (var parameter in endpoint.Parameters) Add(Words.Split(parameter.Name), TextWeight);
        Add(PropertiesOf(endpoint.RequestBody?.Schema, definition, properties), PropertyWeight);
        foreach (var response in endpoint.Responses.Where(response => response.Status is ['2', ..] or "default"))
        {
            Add(PropertiesOf(response.Schema, definition, properties), PropertyWeight);
        }

        return weights;

        void Add(List<string> words, double weight)
        {
            foreach (var word in words.Where(word => word.Length > 1 && !Vocabulary.IsStopWord(word)))
            {
                var term = Vocabulary.Term(word);
                weights[term] = weights.GetValueOrDefault(term) + weight;
            }
        }
    }

    private static List<string> PropertiesOf(
        JsonSchema? schema, ConnectorDefinition definition, Dictionary<string, List<string>> known)
    {
        if (schema is null) return [];
        var reference = Reference(schema.Root);
        if (reference is not null && known.TryGetValue(reference, out var words)) return words;
        words = [];
        Collect(schema.Root, definition, words, Depth);
        words = [.. words.Distinct(StringComparer.Ordinal)];
        if (reference is not null) known[reference] = words;
        return words;
    }

    private static void Collect(JsonElement schema, ConnectorDefinition definition, List<string> words, int depth)
    {
        if (depth == 0 || words.Count >= Properties || schema.ValueKind != JsonValueKind.Object) return;
        if (Reference(schema) is { } name)
        {
            if (definition.Schemas.TryGetValue(name, out var referred))
            {
                Collect(referred.Root, definition, words, depth - 1);
            }

            return;
        }

        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Take(Properties))
            {
                words.AddRange(Words.Split(property.Name));
                Collect(property.Value, definition, words, depth - 2);
            }
        }

        if (schema.TryGetProperty("items", out var items)) Collect(items, definition, words, depth - 1);
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
        {
            if (!schema.TryGetProperty(keyword, out var parts) || parts.ValueKind != JsonValueKind.Array) continue;
            foreach (var part in parts.EnumerateArray()) Collect(part, definition, words, depth - 1);
        }
    }

    private static string? Reference(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("$ref", out var reference)
        && reference.ValueKind == JsonValueKind.String
        && reference.GetString() is { } text
        && text.StartsWith("#/schemas/", StringComparison.Ordinal)
            ? Pointer.Tokens(text[9..]).First()
            : null;
}
