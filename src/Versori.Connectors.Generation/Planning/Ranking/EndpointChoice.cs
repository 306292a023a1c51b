namespace Versori.Connectors.Generation.Planning;

/// <summary>Chooses the endpoints of one source that a requirement needs.</summary>
internal static class EndpointChoice
{
    private const double Comparable = 0.75, EnoughForQuestion = 0.4, EnoughForStatement = 0.3;
    private const double Special = 0.8, Similar = 0.5;
    private const int OptionsOfQuestion = 3, Questions = 3;

    /// <summary>Returns the chosen endpoints of each source.</summary>
    /// <param name="rankings">The sources.</param>
    /// <param name="required">The coverage that each clause needs.</param>
    /// <param name="maximum">How many endpoints of a source are chosen at most.</param>
    public static List<List<ScoredEndpoint>> Of(
        IReadOnlyList<SourceRanking> rankings, Dictionary<Clause, double> required, int maximum)
    {
        var found = rankings.Select(ranking => Found(ranking, required)).ToList();
        // What is to be written once, and in no system by name, is written where the words match best.
        var once = found.SelectMany(list => list).Where(IsWrittenOnce)
            .GroupBy(item => item.Ranking.Clause, ReferenceEqualityComparer.Instance)
            .Select(group => group.MaxBy(item => item.Ranking.Coverage).Ranking)
            .ToHashSet<ClauseRanking>(ReferenceEqualityComparer.Instance);
        return found.ConvertAll(list => Take(
            list.Where(item => !IsWrittenOnce(item) || once.Contains(item.Ranking))
                .Select(item => item.Endpoint),
            maximum));
    }

    private static bool IsWrittenOnce((ClauseRanking Ranking, ScoredEndpoint Endpoint) item) =>
        item.Endpoint.IsWrite && item.Ranking.Clause.Sources.Count == 0;

    private static List<(ClauseRanking Ranking, ScoredEndpoint Endpoint)> Found(
        SourceRanking ranking, Dictionary<Clause, double> required)
    {
        var excluded = Excluded(ranking);
        return
        [
            .. ranking.Clauses
                .Where(clause => !clause.Clause.IsNegated && !clause.Clause.IsImplied && clause.Fused.Count > 0)
                .Where(clause => clause.Coverage >= Math.Max(required[clause.Clause], LeastCoverage(clause.Clause)))
                .Select(clause => (Ranking: clause, Endpoint: OfClause(clause, excluded)))
                .Where(item => item.Endpoint is not null)
                .Select(item => (item.Ranking, item.Endpoint!)),
        ];
    }

    // "Audit is next week" orders nothing and asks nothing: it is only chosen for if much of it is found.
    private static double LeastCoverage(Clause clause) =>
        clause.Intent == Intent.Unknown ? EnoughForStatement : 0;

    /// <summary>Returns the clauses whose best matches write, although the clause does not clearly say so.</summary>
    public static List<UndecidedWrite> Undecided(SourceRanking ranking, Dictionary<Clause, double> required) =>
    [
        .. ranking.Clauses
            .Where(item => item.Clause is { IsNegated: false, IsImplied: false, IsQuestion: false })
            .Where(item => item.Clause.Intent is not (Intent.List or Intent.Get) && item.Fused.Count > 0)
            .Where(item => item.Coverage >= Math.Max(EnoughForQuestion, required[item.Clause]))
            .Where(item => !WriteRules.IsRead(item.Fused[0].Endpoint)
                && !item.Allows(item.Fused[0].Endpoint))
            .Select(item => new UndecidedWrite(
                item.Clause.Text,
                [
                    .. item.Fused.Where(match => !WriteRules.IsRead(match.Endpoint)).Take(OptionsOfQuestion)
                        .Select(match => match.Endpoint.Endpoint),
                ]))
            .Take(Questions),
    ];

    private static ScoredEndpoint? OfClause(ClauseRanking ranking, HashSet<ConnectorEndpoint> excluded)
    {
        // What reads is compared with what reads: "completed payments" does not mean the operation that completes one.
        var isReading = ranking.Clause.Intent is Intent.List or Intent.Get;
        var matches = ranking.Fused.Where(item => !isReading || WriteRules.IsRead(item.Endpoint)).ToList();
        // If the best match is not allowed, a weaker one is only a suggestion.
        var (best, score) = matches.TakeWhile(item => item.Score >= Comparable * matches[0].Score)
            .FirstOrDefault(item => ranking.Allows(item.Endpoint) && !excluded.Contains(item.Endpoint.Endpoint));
        if (best is null) return null;
        if (!WriteRules.IsRead(best)) best = Plainest(ranking, excluded, best, score);
        // What should be written is not found by reading something else.
        var isWrite = ranking.Clause.Intent is Intent.Create or Intent.Update or Intent.Delete;
        if (isWrite && WriteRules.IsRead(best)) return null;
        return ranking.Scored(best, 1);
    }

    // "Tell the team" sends a message, and does not schedule one: of similar writes, the one about nothing else.
    private static IndexedEndpoint Plainest(
        ClauseRanking ranking, HashSet<ConnectorEndpoint> excluded, IndexedEndpoint best, double score)
    {
        var own = ranking.Specificity(best);
        if (own > Special) return best;
        return ranking.Fused.TakeWhile(item => item.Score >= Similar * score)
            .Select(item => item.Endpoint)
            .FirstOrDefault(
                item => item.Intent == best.Intent
                    && ranking.Specificity(item) > Special
                    && !excluded.Contains(item.Endpoint)
                    && ranking.Allows(item),
                best);
    }

    // What a negation is about is not chosen: "do not post any messages".
    public static HashSet<ConnectorEndpoint> Excluded(SourceRanking ranking) => ranking.Clauses
        .Where(clause => clause.Clause.IsNegated)
        .SelectMany(ExcludedBy)
        .ToHashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);

    // Writes that match much worse than the best are about other things: "do not post messages" allows new orders.
    private static IEnumerable<ConnectorEndpoint> ExcludedBy(ClauseRanking ranking)
    {
        var writes = ranking.Fused.Where(item => !WriteRules.IsRead(item.Endpoint)).ToList();
        return writes.Where(item => item.Score >= Comparable * writes[0].Score).Select(item => item.Endpoint.Endpoint);
    }

    private static List<ScoredEndpoint> Take(IEnumerable<ScoredEndpoint> endpoints, int maximum) =>
    [
        .. endpoints.DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance).Take(maximum),
    ];
}
