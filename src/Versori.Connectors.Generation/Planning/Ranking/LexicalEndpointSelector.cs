using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Selects endpoints of several sources for a requirement, by comparing words.</summary>
internal sealed class LexicalEndpointSelector
{
    private const int ChosenPerClause = 3;
    private const double FallOff = 0.84;
    private const double EnoughCoverage = 0.3;
    private const double EnoughForNamed = 0.1;
    private const double ComparableCoverage = 0.75;
    private const double Comparable = 0.6;
    private const int ExcludedByNegation = 3;
    private const int Suggestions = 10;
    private const int CandidatesPerSource = 60;

    // A term with at least this weight is a word of the requirement itself, not one that it only refers to or implies.
    private const double Named = 0.75;

    private readonly Work _work;
    private readonly List<SourceIndex> _sources;
    private readonly IReadOnlyList<Clause> _clauses;
    private readonly string _requirements;
    private readonly List<List<ClauseRanking>> _rankings;

    public LexicalEndpointSelector(string requirements, IReadOnlyList<ConnectorDefinition> definitions, Work work)
    {
        _work = work;
        _requirements = requirements;
        _sources = [.. definitions.Select(definition => new SourceIndex(definition, work))];
        var names = definitions.Select((definition, at) => Names(definition, _sources[at].Index)).ToList();
        _clauses = new RequirementReader(names, work).Read(requirements);
        _rankings = [.. _sources.Select((source, at) => Rank(source, at))];
    }

    /// <summary>Returns the chosen and the suggested endpoints of each source.</summary>
    /// <param name="maximum">How many endpoints of a source are chosen at most.</param>
    public IReadOnlyList<SourceSelection> Select(int maximum)
    {
        var required = RequiredCoverage();
        var chosen = _rankings.Select((rankings, at) => Choose(rankings, at, required, maximum)).ToList();
        // A plan is not empty while a source has an endpoint that reads something relevant.
        if (chosen.TrueForAll(list => list.Count == 0)) ChooseBestReader(chosen);
        return [.. chosen.Select((list, at) => new SourceSelection(list, Suggest(list, at)))];
    }

    /// <summary>Returns the best candidates of each source, from which a chat client can select.</summary>
    public IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> Candidates() =>
    [
        .. _sources.Select((source, at) => (IReadOnlyList<ConnectorEndpoint>)
        [
            .. InTurns(at).Select(item => item.Endpoint.Endpoint)
                .Union(source.Definition.Endpoints, ReferenceEqualityComparer.Instance).Cast<ConnectorEndpoint>()
                .Take(CandidatesPerSource),
        ]),
    ];

    /// <summary>
    /// Returns the words of the requirement that occur in none of the sources that they can refer to.
    /// </summary>
    public IReadOnlyList<string> Unmatched(int source) =>
        [.. _clauses
            .Where(clause => !clause.IsNegated)
            .Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(source))
            .SelectMany(UnmatchedWords)
            .Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> UnmatchedWords(Clause clause)
    {
        var sources = clause.Sources.Count == 0 ? _sources : [.. clause.Sources.Select(source => _sources[source])];
        return clause.Terms
            .Where(term => term.Value >= Named && !sources.Exists(source => source.Index.Knows(term.Key)))
            .Select(term => Spelled(clause, term.Key))
            .OfType<string>();
    }

    private List<ClauseRanking> Rank(SourceIndex source, int at) =>
    [
        .. _clauses.Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(at))
            .Select(clause => ClauseRanking.Of(clause, source, _work)),
    ];

    // A clause without a system refers to all sources that match its words about as well as the best one.
    private Dictionary<Clause, double> RequiredCoverage() => _clauses
        .Distinct()
        .ToDictionary(clause => clause, clause => Math.Max(
            clause.Sources.Count > 0 ? EnoughForNamed : EnoughCoverage,
            ComparableCoverage * _rankings.SelectMany(rankings => rankings)
                .Where(ranking => ranking.Clause == clause)
                .Select(ranking => ranking.Coverage)
                .DefaultIfEmpty()
                .Max()));

    private List<ScoredEndpoint> Choose(
        List<ClauseRanking> rankings, int at, Dictionary<Clause, double> required, int maximum)
    {
        var excluded = Excluded(at);
        var queues = rankings
            .Where(ranking => !ranking.Clause.IsNegated && ranking.Fused.Count > 0)
            .Where(ranking => ranking.Coverage >= required[ranking.Clause])
            .Select(ranking => new Queue<ScoredEndpoint>(Chosen(ranking, excluded)))
            .ToList();
        return TakeInTurns(queues, maximum);
    }

    private static IEnumerable<ScoredEndpoint> Chosen(ClauseRanking ranking, HashSet<ConnectorEndpoint> excluded)
    {
        var allowed = ranking.ByVerb
            .Where(item => WriteRules.Allows(ranking.Clause, item.Indexed) && !excluded.Contains(item.Endpoint))
            .ToList();
        // If the best match is not allowed, a weaker one is only a suggestion.
        if (allowed.Count == 0 || allowed[0].Score < Comparable * ranking.ByVerb[0].Score) return [];
        return allowed.TakeWhile(item => item.Score >= FallOff * allowed[0].Score)
            .Take(ChosenPerClause)
            .Select((item, rank) => Scored(item.Indexed, 1.0 / (1 + rank), Matches(ranking.Clause, item.Indexed)));
    }

    // What a negation is about is not chosen: "do not post any messages".
    private HashSet<ConnectorEndpoint> Excluded(int at) => _rankings[at]
        .Where(ranking => ranking.Clause.IsNegated)
        .SelectMany(ranking => ranking.Fused.Where(item => !WriteRules.IsRead(item.Endpoint)).Take(ExcludedByNegation))
        .Select(item => item.Endpoint.Endpoint)
        .ToHashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);

    private void ChooseBestReader(List<List<ScoredEndpoint>> chosen)
    {
        var best = _sources
            .SelectMany((_, at) => InTurns(at).Where(item => WriteRules.IsRead(item.Endpoint)).Take(1)
                .Select(item => (Source: at, item.Endpoint, item.Score, item.Reason)))
            .OrderByDescending(item => item.Score)
            .FirstOrDefault();
        if (best.Endpoint is not null) chosen[best.Source].Add(Scored(best.Endpoint, best.Score, best.Reason));
    }

    private List<ScoredEndpoint> Suggest(List<ScoredEndpoint> chosen, int at)
    {
        var taken = chosen.Select(item => item.Endpoint)
            .ToHashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);
        var count = Math.Max(Suggestions, chosen.Count + 3) - chosen.Count;
        var sources = ValuesFor(chosen.Select(item => item.Endpoint), at);
        var others = InTurns(at).Select(item => Scored(item.Endpoint, item.Score, item.Reason)).ToList();
        var forOthers = ValuesFor(others.Take(2).Select(item => item.Endpoint), at);
        var reads = others.Where(item => !item.IsWrite || chosen.Exists(own => own.IsWrite));
        return
        [
            .. Interleave(sources, reads).Concat(forOthers).Concat(others)
                .Where(item => taken.Add(item.Endpoint))
                .Take(count),
        ];
    }

    // One source of values, then one further match.
    private static IEnumerable<ScoredEndpoint> Interleave(
        IEnumerable<ScoredEndpoint> first, IEnumerable<ScoredEndpoint> second)
    {
        var one = first.ToList();
        var other = second.ToList();
        for (var at = 0; at < Math.Max(one.Count, other.Count); at++)
        {
            if (at < one.Count) yield return one[at];
            if (at < other.Count) yield return other[at];
        }
    }

    private IEnumerable<ScoredEndpoint> ValuesFor(IEnumerable<ConnectorEndpoint> endpoints, int at) => endpoints
        .SelectMany(endpoint => _sources[at].Values.Of(endpoint).Select(found => Scored(
            _sources[at]
                .Of(found.Source), 0.5, $"Returns the values of '{found.Parameter}' that '{endpoint.Id}' needs.")))
        .DistinctBy(item => item.Endpoint);

    // The matches of each clause and of the whole requirement in turn, the best first.
    private IEnumerable<(IndexedEndpoint Endpoint, double Score, string Reason)> InTurns(int at)
    {
        var lists = _rankings[at].Where(ranking => !ranking.Clause.IsNegated)
            .Select(ranking => ranking.Fused
                .Select(item => (item.Endpoint, item.Score, Reason: Matches(ranking.Clause, item.Endpoint))).ToList())
            .ToList();
        var whole = _sources[at].Fields.Rank(ClauseRanking.Terms(_requirements), _work);
        lists.Add([.. whole.Select((item, rank) =>
            (_sources[at].Of(item.Endpoint), 10.0 / (20 + rank), "Matches words of the whole requirement."))]);
        var seen = new HashSet<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);
        for (var rank = 0; rank < lists.Max(list => list.Count); rank++)
        {
            foreach (var list in lists.Where(list => rank < list.Count && seen.Add(list[rank].Endpoint.Endpoint)))
            {
                yield return list[rank];
            }
        }
    }

    private static ScoredEndpoint Scored(IndexedEndpoint endpoint, double score, string reason) =>
        new(endpoint.Endpoint, score, reason, !WriteRules.IsRead(endpoint));

    private static string Matches(Clause clause, IndexedEndpoint endpoint)
    {
        var words = Words.Split(clause.Text)
            .Where(word => !Vocabulary.IsStopWord(word) && endpoint.Terms.ContainsKey(Vocabulary.Term(word)))
            .Distinct(StringComparer.Ordinal)
            .Take(6)
            .ToList();
        return words.Count == 0
            ? "Its properties match words of the requirement."
            : $"Matches {string.Join(", ", words.Select(word => $"'{word}'"))}.";
    }

    // Takes one endpoint of each clause in turn, so that each clause has endpoints if the maximum is reached.
    private static List<ScoredEndpoint> TakeInTurns(List<Queue<ScoredEndpoint>> queues, int maximum)
    {
        var taken = new List<ScoredEndpoint>();
        while (taken.Count < maximum && queues.Exists(queue => queue.Count > 0))
        {
            foreach (var queue in queues)
            {
                if (!queue.TryDequeue(out var endpoint) || taken.Count >= maximum) continue;
                if (!taken.Exists(other => other.Endpoint == endpoint.Endpoint)) taken.Add(endpoint);
            }
        }

        return taken;
    }

    // The words that identify a system, without those that are objects in it, such as "orders" in an Orders API.
    private static HashSet<string> Names(ConnectorDefinition definition, EndpointIndex index)
    {
        var withoutBraces = definition.BaseUrl
            .Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal);
        var host = Uri.TryCreate(withoutBraces, UriKind.Absolute, out var url)
            ? url.Host.Split('.').Reverse().Skip(1).FirstOrDefault(label => label.Length > 3)
            : null;
        return Words.Split(definition.Id.Value)
            .Concat(Words.Split(definition.Title))
            .Append(definition.Id.Value)
            .Append(host ?? "")
            .Where(word => word.Length > 1 && !Vocabulary.IsStopWord(word))
            .Where(word => index.KeyShare(Vocabulary.Term(word)) < 0.1)
            .ToHashSet(StringComparer.Ordinal);
    }

    // The word as the requirement has it. A term that only a synonym or a reference brought is not reported.
    private static string? Spelled(Clause clause, string term) =>
        Words.Split(clause.Text).Find(word => Vocabulary.Term(word) == term);
}
