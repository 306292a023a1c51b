using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Selects endpoints of several sources for a requirement, by comparing words.</summary>
internal sealed class LexicalEndpointSelector
{
    private const int PerClause = 3;
    private const double FallOff = 0.84;
    private const double EnoughCoverage = 0.3;
    private const double EnoughForNamed = 0.1;
    private const double ComparableCoverage = 0.75;
    private const int CandidatesPerSource = 60;

    // A term with at least this weight is a word of the requirement itself, not one that it only refers to or implies.
    private const double Named = 0.75;

    private readonly Work _work;
    private readonly IReadOnlyList<EndpointIndex> _indexes;
    private readonly IReadOnlyList<Clause> _clauses;
    private readonly List<IReadOnlyList<ConnectorEndpoint>> _all;

    public LexicalEndpointSelector(string requirements, IReadOnlyList<ConnectorDefinition> definitions, Work work)
    {
        _work = work;
        _indexes = [.. definitions.Select(definition => new EndpointIndex(definition.Endpoints, work))];
        _all = [.. definitions.Select(definition => definition.Endpoints)];
        var names = definitions.Select((definition, source) => Names(definition, _indexes[source])).ToList();
        _clauses = new RequirementReader(names, work).Read(requirements);
    }

    /// <summary>Returns the selected endpoints of each source, the best first.</summary>
    public IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> Select(int maximum) => Take(maximum, PerClause, FallOff);

    /// <summary>Returns the best candidates of each source, from which a chat client can select.</summary>
    public IReadOnlyList<IReadOnlyList<ConnectorEndpoint>> Candidates() =>
        [.. Take(CandidatesPerSource, CandidatesPerSource, 0).Select((best, source) => FillUp(best, _all[source]))];

    /// <summary>
    /// Returns the words of the requirement that occur in none of the sources that they can refer to.
    /// </summary>
    public IReadOnlyList<string> Unmatched(int source) =>
        [.. _clauses
            .Where(clause => clause.Sources.Count == 0 || clause.Sources.Contains(source))
            .SelectMany(UnmatchedWords)
            .Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> UnmatchedWords(Clause clause)
    {
        var indexes = clause.Sources.Count == 0 ? _indexes : [.. clause.Sources.Select(source => _indexes[source])];
        return clause.Terms
            .Where(term => term.Value >= Named && !indexes.Any(index => index.Knows(term.Key)))
            .Select(term => Spelled(clause, term.Key));
    }

    // Other endpoints follow up to the maximum, because a requirement can use other words than the document.
    private static List<ConnectorEndpoint> FillUp(List<ConnectorEndpoint> best, IReadOnlyList<ConnectorEndpoint> all) =>
        [.. best.Union(all, ReferenceEqualityComparer.Instance).Cast<ConnectorEndpoint>().Take(CandidatesPerSource)];

    private List<List<ConnectorEndpoint>> Take(int maximum, int perClause, double fallOff)
    {
        var selected = _indexes.Select(_ => new List<Queue<ConnectorEndpoint>>()).ToList();
        foreach (var clause in _clauses)
        {
            var sources = clause.Sources.Count > 0 ? clause.Sources : [.. Enumerable.Range(0, _indexes.Count)];
            var ranked = sources
                .Select(source => (Source: source, List: _indexes[source].Rank(clause, _work)))
                .Where(source => source.List.Count > 0)
                .ToList();
            if (ranked.Count == 0) continue;
            // A clause without a system refers to all sources that match its words about as well as the best one.
            var best = ranked.Max(source => source.List[0].Coverage);
            var enough = clause.Sources.Count > 0 ? EnoughForNamed : EnoughCoverage;
            var required = Math.Max(enough, ComparableCoverage * best);
            foreach (var (source, list) in ranked.Where(source => source.List[0].Coverage >= required))
            {
                var top = list.TakeWhile(item => item.Score >= fallOff * list[0].Score).Take(perClause);
                selected[source].Add(new(top.Select(item => item.Endpoint)));
            }
        }

        return [.. selected.Select(queues => TakeInTurns(queues, maximum))];
    }

    // Takes one endpoint of each clause in turn, so that each clause has endpoints if the maximum is reached.
    private static List<ConnectorEndpoint> TakeInTurns(List<Queue<ConnectorEndpoint>> queues, int maximum)
    {
        var taken = new List<ConnectorEndpoint>();
        while (taken.Count < maximum && queues.Exists(queue => queue.Count > 0))
        {
            foreach (var queue in queues)
            {
                if (!queue.TryDequeue(out var endpoint) || taken.Count >= maximum) continue;
                if (!taken.Contains(endpoint, ReferenceEqualityComparer.Instance)) taken.Add(endpoint);
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

    private static string Spelled(Clause clause, string term) =>
        Words.Split(clause.Text).Find(word => Vocabulary.Term(word) == term) ?? term;
}
