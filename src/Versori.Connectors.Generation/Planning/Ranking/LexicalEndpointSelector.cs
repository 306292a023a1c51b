namespace Versori.Connectors.Generation.Planning;

/// <summary>Chooses endpoints of several sources for a requirement, by words alone.</summary>
internal sealed class LexicalEndpointSelector
{
    private const int PerClause = 3;
    private const double FallOff = 0.84;
    private const double EnoughCoverage = 0.3;
    private const double EnoughForNamed = 0.1;
    private const double ComparableCoverage = 0.75;
    private const int CandidatesPerSource = 60;

    // From this weight on a term is a word of the requirement itself, and not what it only refers or adds up to.
    private const double Named = 0.75;

    private readonly IReadOnlyList<EndpointIndex> _indexes;
    private readonly IReadOnlyList<Clause> _clauses;
    private readonly List<IReadOnlyList<Endpoint>> _all;

    public LexicalEndpointSelector(string requirements, IReadOnlyList<ConnectorDefinition> definitions)
    {
        _indexes = [.. definitions.Select(definition => new EndpointIndex(definition.Endpoints))];
        _all = [.. definitions.Select(definition => definition.Endpoints)];
        var names = definitions.Select((definition, at) => Names(definition, _indexes[at])).ToList();
        _clauses = new RequirementReader(names).Read(requirements);
    }

    /// <summary>The endpoints chosen of each source, best first.</summary>
    public IReadOnlyList<IReadOnlyList<Endpoint>> Choose(int maximum) => Take(maximum, PerClause, FallOff);

    /// <summary>The best candidates of each source, for a second opinion.</summary>
    public IReadOnlyList<IReadOnlyList<Endpoint>> Candidates() =>
        // Where there is room the rest follows: the words of a requirement may be none of the document's.
        [.. Take(CandidatesPerSource, CandidatesPerSource, 0).Select((best, at) => best.Union(_all[at], ReferenceEqualityComparer.Instance).Cast<Endpoint>().Take(CandidatesPerSource).ToList())];

    /// <summary>The words that occur in none of the sources they could be about.</summary>
    public IReadOnlyList<string> Unmatched(int source) =>
        [.. _clauses
            .Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(source))
            .SelectMany(clause => clause.Terms
                .Where(term => term.Value >= Named && !(clause.Sources.Count == 0 ? _indexes : clause.Sources.Select(at => _indexes[at])).Any(index => index.Knows(term.Key)))
                .Select(term => Spelled(clause, term.Key)))
            .Distinct(StringComparer.Ordinal)];

    private List<List<Endpoint>> Take(int maximum, int perClause, double fallOff)
    {
        var chosen = _indexes.Select(_ => new List<Queue<Endpoint>>()).ToList();
        foreach (var clause in _clauses)
        {
            var sources = clause.Sources.Count > 0 ? clause.Sources : [.. Enumerable.Range(0, _indexes.Count)];
            var ranked = sources.Select(source => (Source: source, List: _indexes[source].Rank(clause))).Where(source => source.List.Count > 0).ToList();
            if (ranked.Count == 0) continue;
            // A clause that names no system is about those that know its words as well as the best one does.
            var best = ranked.Max(source => source.List[0].Coverage);
            foreach (var (source, list) in ranked.Where(source => source.List[0].Coverage >= Math.Max(clause.Sources.Count > 0 ? EnoughForNamed : EnoughCoverage, ComparableCoverage * best)))
            {
                chosen[source].Add(new(list.TakeWhile(item => item.Score >= fallOff * list[0].Score).Take(perClause).Select(item => item.Endpoint)));
            }
        }

        return [.. chosen.Select(queues => InTurns(queues, maximum))];
    }

    // Each clause in its turn, so that a cut at the maximum leaves something for all of them.
    private static List<Endpoint> InTurns(List<Queue<Endpoint>> queues, int maximum)
    {
        var taken = new List<Endpoint>();
        while (taken.Count < maximum && queues.Exists(queue => queue.Count > 0))
        {
            foreach (var queue in queues)
            {
                if (queue.TryDequeue(out var endpoint) && taken.Count < maximum && !taken.Contains(endpoint, ReferenceEqualityComparer.Instance)) taken.Add(endpoint);
            }
        }

        return taken;
    }

    // The words by which a system may be mentioned, without those that are things in it: "orders" of an Orders API.
    private static HashSet<string> Names(ConnectorDefinition definition, EndpointIndex index)
    {
        var host = Uri.TryCreate(definition.BaseUrl.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var url)
            ? url.Host.Split('.').Reverse().Skip(1).FirstOrDefault(label => label.Length > 3)
            : null;
        return Words.Split(definition.Id.Value).Concat(Words.Split(definition.Title)).Append(definition.Id.Value).Append(host ?? "")
            .Where(word => word.Length > 1 && !Vocabulary.IsStopWord(word) && index.KeyShare(Vocabulary.Term(word)) < 0.1)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string Spelled(Clause clause, string term) =>
        Words.Split(clause.Text).Find(word => Vocabulary.Term(word) == term) ?? term;
}
