namespace Versori.Connectors.Generation.Planning;

/// <summary>Orders the endpoints of one source that were not chosen and may be needed too.</summary>
internal static class EndpointSuggestions
{
    private const int Minimum = 10, Further = 3;
    private const int Every = 2, EveryWithName = 1;
    private const double Fall = 0.85;
    private const int ValuesFor = 3, Matches = 60;

    /// <summary>Orders the suggestions.</summary>
    /// <param name="ranking">The ranking of the source.</param>
    /// <param name="chosen">The chosen endpoints of the source.</param>
    /// <param name="relevance">How much the source has of the requirement, relative to the best source.</param>
    public static List<ScoredEndpoint> Of(SourceRanking ranking, List<ScoredEndpoint> chosen, double relevance)
    {
        var taken = chosen.Select(item => item.Endpoint)
            .ToHashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);
        var count = Math.Max(Minimum, chosen.Count + Further) - chosen.Count;
        var matches = ranking.InTurns().Take(Matches).ToList();
        var values = ranking.SearchesForNames()
            .Concat(ranking.ValuesFor(chosen.Concat(matches.Take(ValuesFor)).Select(item => item.Endpoint)))
            .Concat(ranking.InputsFor(chosen.Select(item => item.Endpoint)))
            .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance)
            .ToList();
        var sources = values.ToDictionary<ScoredEndpoint, ConnectorEndpoint>(
            item => item.Endpoint, ReferenceEqualityComparer.Instance);
        return
        [
            .. Interleave(matches, values, ranking.HasName ? EveryWithName : Every).Concat(Rest(ranking))
                .Where(item => taken.Add(item.Endpoint))
                .Take(count)
                .Select((item, at) => item with
                {
                    Score = relevance * Comparable(item.Score, at),
                    // Which endpoint needs it says more than which words it has.
                    Reason = sources.GetValueOrDefault(item.Endpoint)?.Reason ?? item.Reason,
                }),
        ];
    }

    // The order within a system takes turns between clauses, and the score must not contradict it. It falls with the
    // place, so that the suggestions of several systems can be sorted together.
    private static double Comparable(double score, int at)
    {
        var (upper, lower) = (Math.Pow(Fall, at), Math.Pow(Fall, at + 1));
        return score <= 0 ? 0 : lower + ((upper - lower) * Math.Min(0.999, score));
    }

    // After every few further matches, one source of values.
    private static IEnumerable<ScoredEndpoint> Interleave(
        IEnumerable<ScoredEndpoint> matches, IEnumerable<ScoredEndpoint> values, int every)
    {
        using var other = values.GetEnumerator();
        foreach (var (at, item) in matches.Index())
        {
            yield return item;
            if (at % every == every - 1 && other.MoveNext()) yield return other.Current;
        }

        while (other.MoveNext()) yield return other.Current;
    }

    /// <summary>All endpoints, those that read first: a small source is shown whole.</summary>
    public static IEnumerable<ScoredEndpoint> Rest(SourceRanking ranking) => ranking.Source.Index.Endpoints
        .OrderBy(endpoint => WriteRules.IsRead(endpoint) ? 0 : 1)
        .ThenBy(endpoint => endpoint.Endpoint.Path.Length)
        .Select(endpoint => new ScoredEndpoint(
            endpoint.Endpoint, 0, "Another endpoint of this system.", !WriteRules.IsRead(endpoint)));
}
