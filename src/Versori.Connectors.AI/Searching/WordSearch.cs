namespace Versori.Connectors.AI.Searching;

/// <summary>
/// Searches by comparing words, for hosts without <c>AddGeneration</c>. A word counts the more, the fewer endpoints
/// have it.
/// </summary>
internal sealed class WordSearch : IEndpointSearch
{
    private const double InName = 3, InSummary = 2, InDescription = 0.5;
    private const int WordsOfText = 60;

    public ValueTask<IReadOnlyList<ConnectorEndpoint>> SearchAsync(
        ConnectorDefinition definition, string query, int maximum, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var wanted = Words(query, WordsOfText).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0 || maximum < 1) return new([]);
        var weights = definition.Endpoints
            .Select(endpoint => Weights(endpoint, wanted, cancellationToken))
            .ToList();
        var rarity = wanted.ToDictionary(
            word => word,
            word => Math.Log(1 + (weights.Count / (1.0 + weights.Count(own => own.ContainsKey(word))))),
            StringComparer.Ordinal);
        return new(
        [
            .. definition.Endpoints
                .Zip(weights, (endpoint, own) => (
                    Endpoint: endpoint, Score: own.Sum(pair => pair.Value * rarity[pair.Key])))
                .Where(item => item.Score > 0)
                .OrderByDescending(item => item.Score)
                .ThenBy(item => item.Endpoint.Path.Length)
                .ThenBy(item => item.Endpoint.Id, StringComparer.Ordinal)
                .Take(maximum)
                .Select(item => item.Endpoint),
        ]);
    }

    private static Dictionary<string, double> Weights(
        ConnectorEndpoint endpoint, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        Add(endpoint.Id, InName);
        Add(endpoint.Path, InName);
        Add(VerbsOf(endpoint.Method), InSummary);
        Add(endpoint.Summary, InSummary);
        foreach (var tag in endpoint.Tags) Add(tag, InDescription);
        Add(endpoint.Description, InDescription);
        return weights;

        void Add(string? text, double weight)
        {
            foreach (var word in Words(text, WordsOfText).Where(wanted.Contains))
                weights[word] = Math.Max(weights.GetValueOrDefault(word), weight);
        }
    }

    private static string VerbsOf(string method) => method.ToUpperInvariant() switch
    {
        "GET" => "get list read find show search",
        "POST" => "create add send post new",
        "PUT" or "PATCH" => "update change edit set",
        "DELETE" => "delete remove",
        _ => "",
    };

    // Words of letters and digits, split where the case changes, in the singular.
    private static IEnumerable<string> Words(string? text, int maximum)
    {
        if (text is null) yield break;
        var start = 0;
        for (var at = 0; at <= text.Length && maximum > 0; at++)
        {
            var isInside = at < text.Length && char.IsLetterOrDigit(text[at]);
            var isNew = isInside && at > start && char.IsUpper(text[at]) && char.IsLower(text[at - 1]);
            if (isInside && !isNew) continue;
            if (at > start)
            {
                maximum--;
                yield return Singular(text[start..at].ToLowerInvariant());
            }

            start = isNew ? at : at + 1;
        }
    }

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal)
            ? word.EndsWith("ies", StringComparison.Ordinal) ? $"{word[..^3]}y" : word[..^1]
            : word;
}
