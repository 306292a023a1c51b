using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Selects endpoints of several sources for a requirement, by comparing words.</summary>
internal sealed class LexicalEndpointSelector
{
    private const double EnoughCoverage = 0.3;
    private const double EnoughForNamed = 0.1;
    private const double ComparableCoverage = 0.75;
    private const int CandidatesPerSource = 60;
    private const int RelevantOfClause = 20, RelevantAtLeast = 100, RelevantAtMost = 400;

    // A term with at least this weight is a word of the requirement itself, not one that it only refers to or implies.
    private const double Named = 0.75;

    private readonly Work _work;
    private readonly List<SourceIndex> _sources;
    private readonly IReadOnlyList<Clause> _clauses;
    private readonly List<SourceRanking> _rankings;
    private readonly ProperNames _named;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<ConnectorEndpoint>>>? _byMeaning;

    /// <param name="requirements">The requirements.</param>
    /// <param name="definitions">The sources.</param>
    /// <param name="work">Counts the work, and ends it when the caller cancels.</param>
    /// <param name="byMeaning">
    /// For each source, the endpoints whose meaning is nearest to a clause, by the clause's text. Default: none.
    /// </param>
    /// <param name="known">For each source, the names of the known system at its host. Default: none.</param>
    public LexicalEndpointSelector(
        string requirements,
        IReadOnlyList<ConnectorDefinition> definitions,
        Work work,
        IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<ConnectorEndpoint>>>? byMeaning = null,
        IReadOnlyList<IReadOnlyList<string>>? known = null)
    {
        _work = work;
        _byMeaning = byMeaning;
        _sources = [.. definitions.Select(definition => SourceIndex.Of(definition, work))];
        var names = definitions
            .Select((definition, at) => SourceIndex.NamesOf(definition, known?[at] ?? [], _sources[at].Index))
            .ToList();
        _named = ProperNames.Of(requirements, word => names.Exists(own => own.Contains(word)));
        _clauses = new RequirementReader(names, Owner, IsKnown, _named, work)
            .Read(ProperNames.WithoutNewNames(requirements));
        _rankings = [.. _sources.Select((source, at) => new SourceRanking(source, Rank(source, at), _named))];
    }

    /// <summary>Returns the chosen and the suggested endpoints of each source.</summary>
    /// <param name="maximum">How many endpoints of a source are chosen at most.</param>
    public IReadOnlyList<SourceSelection> Select(int maximum)
    {
        var required = RequiredCoverage();
        var chosen = EndpointChoice.Of(_rankings, required, maximum);
        // A plan is not empty while a source has an endpoint that reads something relevant.
        if (chosen.TrueForAll(list => list.Count == 0)) ChooseBestReader(chosen);
        // Where no system is named, it is less certain that the endpoint which needs an id is the right one.
        foreach (var (at, list) in chosen.Index().Where(item => IsNamed(item.Index)))
            AddOnlySources(_rankings[at], list, maximum);
        return
        [
            .. chosen.Select((list, at) => new SourceSelection(
                list,
                EndpointSuggestions.Of(_rankings[at], list, Relevance(_rankings[at])),
                EndpointChoice.Undecided(_rankings[at], required))),
        ];
    }

    /// <summary>The texts of the clauses, without those that only exclude something.</summary>
    public IReadOnlyList<string> Texts =>
        [.. _clauses.Where(clause => !clause.IsNegated).Select(clause => clause.Text)];

    /// <summary>Whether the requirements ask in words to delete something.</summary>
    public bool AsksToDelete(int source) => _clauses.Any(clause =>
        clause is { Intent: Intent.Delete, IsNegated: false, IsQuestion: false }
        && (clause.Sources.Count == 0 || clause.Sources.Contains(source)));

    /// <summary>Returns the endpoints of a source that match the requirements, the best first.</summary>
    public IReadOnlyList<ConnectorEndpoint> Matches(int source) =>
        [.. _rankings[source].InTurns().Select(item => item.Endpoint)];

    /// <summary>
    /// Returns the endpoints of a source that a plan can be about: those that are chosen and suggested, the best
    /// matches of each clause, what the requirement excludes, and what returns the values that they need.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="selection">What is selected of it.</param>
    public IEnumerable<ConnectorEndpoint> Relevant(int source, SourceSelection selection)
    {
        var ranking = _rankings[source];
        var matches = ranking.InTurns().Select(item => item.Endpoint)
            .Take(Math.Clamp(RelevantOfClause * ranking.Clauses.Count, RelevantAtLeast, RelevantAtMost))
            .ToList();
        var chosen = selection.Chosen.Concat(selection.Suggested).Select(item => item.Endpoint)
            .Concat(selection.Undecided.SelectMany(item => item.Endpoints))
            .ToList();
        return chosen.Concat(matches)
            .Concat(ranking.Clauses.Where(item => item.Clause.IsNegated)
                .SelectMany(item => item.Fused.Take(RelevantOfClause).Select(match => match.Endpoint.Endpoint)))
            .Concat(ranking.SearchesForNames().Select(item => item.Endpoint))
            .Concat(ranking.ValuesFor(chosen.Concat(matches.Take(RelevantOfClause))).Select(item => item.Endpoint))
            .Concat(ranking.InputsFor(chosen).Select(item => item.Endpoint))
            .Distinct<ConnectorEndpoint>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>Returns the endpoints of a source that return the values which others need.</summary>
    public IEnumerable<ScoredEndpoint> ValuesFor(int source, IEnumerable<ConnectorEndpoint> endpoints)
    {
        var needing = endpoints.ToList();
        return _rankings[source].ValuesFor(needing).Concat(_rankings[source].InputsFor(needing))
            .DistinctBy(item => item.Endpoint, ReferenceEqualityComparer.Instance);
    }

    /// <summary>Whether the requirements exclude an endpoint that writes: "do not post any messages".</summary>
    public bool Excludes(int source, ConnectorEndpoint endpoint) =>
        EndpointChoice.Excluded(_rankings[source]).Contains(endpoint);

    /// <summary>Returns the best candidates of each source, from which a chat client can select.</summary>
    public IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> Candidates() =>
    [
        .. _rankings.Select(ranking => (IReadOnlyList<ConnectorEndpoint>)
        [
            .. ranking.InTurns().Select(item => item.Endpoint)
                .Concat(ranking.Source.Index.Endpoints.Select(endpoint => endpoint.Endpoint))
                .DistinctBy(endpoint => endpoint, ReferenceEqualityComparer.Instance)
                .Take(CandidatesPerSource),
        ]),
    ];

    /// <summary>Returns the parts of the requirement that a plan does not have.</summary>
    /// <param name="source">The source.</param>
    /// <param name="planned">The endpoints that the plan has, for each source.</param>
    public UnmetRequirements Unmet(int source, IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> planned) =>
        new(Unmatched(source), Unwritten(source, planned));

    // The words that occur in none of the sources that they can refer to.
    private IReadOnlyList<string> Unmatched(int source) =>
        [.. _clauses
            .Where(clause => !clause.IsNegated && !clause.IsImplied)
            .Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(source))
            .SelectMany(UnmatchedWords)
            .Distinct(StringComparer.Ordinal)];

    // What names no system is reported for the source that matches it best.
    private IReadOnlyList<string> Unwritten(int source, IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> planned)
    {
        return
        [
            .. _rankings[source].Clauses
                .Where(item => UnmetRequirements.IsCommand(item) && IsFor(source, item))
                .Where(item => !_rankings.Index().Any(other =>
                    UnmetRequirements.IsWritten(item.Clause, other.Item, planned[other.Index])))
                .Select(item => item.Clause.Text)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private bool IsFor(int source, ClauseRanking ranking) =>
        ranking.Coverage >= EnoughForNamed
        && (ranking.Clause.Sources.Count > 0
            || source == _rankings.FindIndex(other => other.Clauses.Any(item =>
                ReferenceEquals(item.Clause, ranking.Clause) && item.Coverage >= BestCoverage[ranking.Clause])));

    private IEnumerable<string> UnmatchedWords(Clause clause)
    {
        var sources = clause.Sources.Count == 0 ? _sources : [.. clause.Sources.Select(source => _sources[source])];
        return clause.Terms
            .Where(term => term.Value >= Named && !sources.Exists(source => Knows(source, clause, term.Key)))
            .Select(term => Spelled(clause, term.Key))
            .OfType<string>()
            .Where(word => !_named.Words.Contains(word))
            .Where(word => !word.EndsWith("ly", StringComparison.Ordinal) && !word.Any(char.IsDigit));
    }

    // A word is known if the source has it, or another word for it.
    private static bool Knows(SourceIndex source, Clause clause, string term) =>
        clause.Concepts.Where(group => group.Members.Any(member => member.Term == term))
            .Any(group => group.Members.Any(member => source.Index.Knows(member.Term)));

    private bool IsKnown(string word) => _sources.Exists(source => source.Index.KeyShare(Vocabulary.Term(word)) > 0);

    private int Owner(string term)
    {
        var shares = _sources.ConvertAll(source => source.Index.KeyShare(term));
        var best = shares.IndexOf(shares.Max());
        return shares[best] > 0 && shares.Index().All(other => other.Index == best || other.Item == 0) ? best : -1;
    }

    // What the clauses of a system do not find, the other clauses may.
    private List<ClauseRanking> Rank(SourceIndex source, int at)
    {
        var own = _clauses.Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(at)).ToList();
        return [.. own.Select(clause => ClauseRanking.Of(clause, source, _work, _byMeaning?[at]))];
    }

    // A clause without a system refers to all sources that match its words about as well as the best one.
    private Dictionary<Clause, double> RequiredCoverage()
    {
        var required = new Dictionary<Clause, double>(ReferenceEqualityComparer.Instance);
        foreach (var (clause, best) in BestCoverage)
        {
            required[clause] = Math.Max(
                clause.Sources.Count > 0 || _sources.Count == 1 ? EnoughForNamed : EnoughCoverage,
                ComparableCoverage * best);
        }

        return required;
    }

    // The coverage of each clause by the source that matches it best.
    private Dictionary<Clause, double> BestCoverage => field ??= FindBestCoverage();

    private Dictionary<Clause, double> FindBestCoverage()
    {
        var best = new Dictionary<Clause, double>(ReferenceEqualityComparer.Instance);
        foreach (var clause in _clauses) best[clause] = 0;
        foreach (var ranking in _rankings.SelectMany(ranking => ranking.Clauses))
        {
            best[ranking.Clause] = Math.Max(best[ranking.Clause], ranking.Coverage);
        }

        return best;
    }

    // How much a source has of the clause for which it is the best, compared with the other sources: 1 for a source
    // that a clause names.
    private double Relevance(SourceRanking ranking) => ranking.Clauses
        .Where(item => item.Clause is { IsNegated: false, IsImplied: false } && BestCoverage[item.Clause] > 0)
        .Select(item => item.Coverage / BestCoverage[item.Clause])
        .DefaultIfEmpty(1)
        .Max();

    private void ChooseBestReader(List<List<ScoredEndpoint>> chosen)
    {
        var best = _rankings
            .SelectMany((ranking, at) => ranking.InTurns().Where(item => !item.IsWrite).Take(1)
                .Select(item => (Source: at, Item: item)))
            .OrderByDescending(item => item.Item.Score)
            .FirstOrDefault();
        if (best.Item is not null)
        {
            chosen[best.Source].Add(best.Item);
            return;
        }

        // Nothing matches. The shortest path is the most general thing that the system offers.
        var general = _rankings.SelectMany((ranking, at) => EndpointSuggestions.Rest(ranking)
                .Where(item => !item.IsWrite).Take(1).Select(item => (Source: at, Item: item)))
            .FirstOrDefault();
        if (general.Item is not null) chosen[general.Source].Add(general.Item);
    }

    private bool IsNamed(int source) =>
        _sources.Count == 1 || _clauses.Any(clause => clause.Sources.Contains(source));

    // Without the only list that returns its id, an endpoint cannot be called.
    private static void AddOnlySources(SourceRanking ranking, List<ScoredEndpoint> chosen, int maximum)
    {
        var sources = ranking.OnlySourcesFor([.. chosen.Select(item => item.Endpoint)])
            .Where(item => !chosen.Exists(other => other.Endpoint == item.Endpoint))
            .Take(Math.Max(0, maximum - chosen.Count))
            .ToList();
        chosen.AddRange(sources);
    }

    // The word as the requirement has it. A term that only a synonym or a reference brought is not reported.
    private static string? Spelled(Clause clause, string term) =>
        Words.Split(clause.Text).Find(word => Vocabulary.Term(word) == term);
}
