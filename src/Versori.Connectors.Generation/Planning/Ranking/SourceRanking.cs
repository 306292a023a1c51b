namespace Versori.Connectors.Generation.Planning;

/// <summary>The rankings of one source's endpoints for all clauses that may refer to it.</summary>
/// <param name="source">The source.</param>
/// <param name="clauses">The ranking for each clause.</param>
/// <param name="named">What the requirement names in particular.</param>
internal sealed class SourceRanking(SourceIndex source, IReadOnlyList<ClauseRanking> clauses, ProperNames named)
{
    private const double ValueScore = 0.5;

    // A term with at least this weight is a word of the requirement itself.
    private const double Named = 0.75;
    private const int ForImplied = 2, Near = 3, NameSearches = 3;

    public SourceIndex Source => source;

    public IReadOnlyList<ClauseRanking> Clauses => clauses;

    public bool HasName => named.Any;

    /// <summary>Returns the matches of each clause in turn, the best first.</summary>
    public IEnumerable<ScoredEndpoint> InTurns()
    {
        var lists = clauses.Where(ranking => !ranking.Clause.IsNegated).ToList();
        var seen = new HashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);
        var longest = lists.Select(ranking => ranking.Fused.Count).DefaultIfEmpty().Max();
        for (var rank = 0; rank < longest; rank++)
        {
            foreach (var ranking in lists.Where(ranking => rank < ranking.Fused.Count))
            {
                // Of what is only implied, the best matches are enough.
                if (ranking.Clause.IsImplied && rank >= ForImplied) continue;
                var (endpoint, score) = ranking.Fused[rank];
                if (seen.Add(endpoint.Endpoint)) yield return ranking.Scored(endpoint, score);
            }
        }
    }

    /// <summary>Returns the endpoints that return the values of the endpoints' path parameters.</summary>
    public IEnumerable<ScoredEndpoint> ValuesFor(IEnumerable<ConnectorEndpoint> endpoints) => endpoints
        .SelectMany(endpoint => source.Values.Of(endpoint, HasName).Select(found => Returning(endpoint, found)))
        .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Returns the lists that alone return the values of the endpoints' path parameters, if the requirement says what
    /// they list.
    /// </summary>
    public IEnumerable<ScoredEndpoint> OnlySourcesFor(IEnumerable<ConnectorEndpoint> endpoints) => endpoints
        .SelectMany(endpoint => source.Values.OnlySourcesOf(endpoint).Select(found => Returning(endpoint, found)))
        .Where(item => source.Of(item.Endpoint).Leaf.Overlaps(Said))
        .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance);

    private HashSet<string> Said => field ??= clauses.Where(ranking => !ranking.Clause.IsNegated)
        .SelectMany(ranking => ranking.Clause.Terms.Where(term => term.Value >= Named).Select(term => term.Key))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the endpoints that return the values which the endpoints' queries and bodies name.</summary>
    public IEnumerable<ScoredEndpoint> InputsFor(IEnumerable<ConnectorEndpoint> endpoints) => endpoints
        .SelectMany(endpoint => source.Values.OfInputs(endpoint, MeantByAll)
            .Select(found => Returning(endpoint, found)))
        .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance);

    private static ScoredEndpoint Returning(
        ConnectorEndpoint endpoint, (ConnectorEndpoint Source, string Parameter) found) => new(
        found.Source,
        ValueScore,
        $"Returns the values of '{found.Parameter}' that '{endpoint.Id}' needs.",
        IsWrite: false);

    // What the clauses that ask for something mean.
    private HashSet<string> MeantByAll => field ??= clauses.Where(ranking => !ranking.Clause.IsNegated)
        .SelectMany(ranking => ranking.Meant)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the searches that find what the requirement names.</summary>
    public IEnumerable<ScoredEndpoint> SearchesForNames()
    {
        if (!HasName) return [];
        var said = clauses.Where(ranking => !ranking.Clause.IsNegated).ToList();
        var near = said.SelectMany(ranking => ranking.Fused.Take(Near)).Select(item => item.Endpoint.Endpoint);
        return source.Values.SearchesFor(MeantByAll, near, named.Persons.Count > 0).Take(NameSearches)
            .Select(endpoint => new ScoredEndpoint(
                endpoint, ValueScore, "Finds what the requirement names.", IsWrite: false));
    }
}
