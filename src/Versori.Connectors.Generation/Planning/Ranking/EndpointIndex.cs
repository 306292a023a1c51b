using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Ranks the endpoints of one source for clauses, by comparing words. The ranking is deterministic.</summary>
internal sealed class EndpointIndex
{
    private const double Saturation = 1.2;
    private const double ExtraKeyPenalty = 0.22;
    private const double WeakStrength = 0.5;
    private const double DeprecatedFactor = 0.4;
    private const double OtherSubjectFactor = 0.6;
    private const double OtherLeafFactor = 0.9;
    private const double NamedAsVerbFactor = 1.15;
    private const double UnknownSubjectTrust = 0.5;
    private const double CommonKeyShare = 0.3;

    private readonly List<IndexedEndpoint> _endpoints;
    private readonly Dictionary<string, List<int>> _byTerm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyFrequencies = new(StringComparer.Ordinal);

    public EndpointIndex(IReadOnlyList<ConnectorEndpoint> endpoints, Work work)
    {
        _endpoints = new(endpoints.Count);
        foreach (var indexed in endpoints)
        {
            work.Step();
            var endpoint = new IndexedEndpoint(indexed);
            foreach (var term in endpoint.Terms.Keys)
            {
                if (!_byTerm.TryGetValue(term, out var positions)) _byTerm[term] = positions = [];
                positions.Add(_endpoints.Count);
            }

            _endpoints.Add(endpoint);
            foreach (var key in endpoint.Keys) _keyFrequencies[key] = _keyFrequencies.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>The endpoints of the source, with their terms.</summary>
    public IReadOnlyList<IndexedEndpoint> Endpoints => _endpoints;

    public bool Knows(string term) => _byTerm.ContainsKey(term);

    /// <summary>Returns the share of endpoints whose id or path has the term.</summary>
    public double KeyShare(string term) => (double)_keyFrequencies.GetValueOrDefault(term) / _endpoints.Count;

    public List<RankedEndpoint> Rank(Clause clause, Work work)
    {
        var total = clause.Terms.Values.Sum();
        var known = clause.Terms
            .Where(term => Knows(term.Key))
            .Select(term => (Term: term.Key, Weight: term.Value, Rarity: Rarity(term.Key)))
            .ToList();
        var possible = known.Sum(term => term.Weight * term.Rarity);
        var ranked = new List<RankedEndpoint>();
        if (possible <= 0) return ranked;
        // If this source does not know the subject, a match of the other words is less reliable.
        var subjectTrust = clause.Subjects.Count == 0 || clause.Subjects.Any(Knows) ? 1 : UnknownSubjectTrust;
        var subjects = clause.Subjects.Where(_keyFrequencies.ContainsKey).ToList();
        foreach (var endpoint in Candidates(clause, known.ConvertAll(term => term.Term)))
        {
            work.Step();
            double sum = 0, matched = 0, weight = 0;
            foreach (var term in known)
            {
                var strength = endpoint.Terms.GetValueOrDefault(term.Term);
                // A DELETE also matches verbs such as "cancel".
                var isDeletion = term.Term == clause.Action
                    && clause.Intent == Intent.Delete
                    && endpoint.Intent == Intent.Delete;
                if (isDeletion) strength = Math.Max(strength, 1);
                if (strength <= 0) continue;
                sum += term.Weight * term.Rarity * strength * (1 + Saturation) / (strength + Saturation);
                matched += term.Weight * term.Rarity * Math.Min(1, strength);
                weight += strength < WeakStrength ? term.Weight / 4 : term.Weight;
            }

            if (sum <= 0) continue;
            var extra = endpoint.Keys.Count(key => !clause.Terms.ContainsKey(key) && KeyShare(key) < CommonKeyShare);
            var intentFactor = IntentFactor(clause.Intent, endpoint.Intent);
            var score = sum * (0.4 + (0.6 * matched / possible)) * intentFactor / (1 + (ExtraKeyPenalty * extra));
            // A summary that consists of the terms of the clause is the strongest indication.
            if (endpoint.Summary.Count > 0)
            {
                score *= 0.8 + (0.4 * endpoint.Summary.Count(clause.Terms.ContainsKey) / endpoint.Summary.Count);
            }

            if (subjects.Count > 0) score *= SubjectFactor(endpoint, clause, subjects, extra);
            if (endpoint.Endpoint.Deprecated) score *= DeprecatedFactor;
            ranked.Add(new(endpoint, score, subjectTrust * weight / total));
        }

        // Equal scores are ordered by the length of the path and then by id, so that the result is deterministic.
        ranked.Sort((one, other) =>
            other.Score.CompareTo(one.Score) is var byScore and not 0 ? byScore
            : one.Indexed.Endpoint.Path.Length.CompareTo(other.Indexed.Endpoint.Path.Length) is var byLength and not 0
                ? byLength
            : string.CompareOrdinal(one.Indexed.Endpoint.Id, other.Indexed.Endpoint.Id));
        return ranked;
    }

    // An endpoint about another subject gets a lower factor, even if it has the rare verb: resizing a database does not
    // resize a server. An endpoint that is named exactly like the verb, for example "refunds", needs no subject. For
    // "commits of a branch", a path that ends in commits is preferred.
    private static double SubjectFactor(IndexedEndpoint endpoint, Clause clause, List<string> subjects, int extra)
    {
        if (!endpoint.Keys.Overlaps(subjects))
        {
            var hasAction = clause.Action is { } action && endpoint.Terms.GetValueOrDefault(action) >= 1;
            if (hasAction && extra == 0) return NamedAsVerbFactor;
            return endpoint.Summary.Overlaps(subjects) ? OtherLeafFactor : OtherSubjectFactor;
        }

        var leafIsAction = clause.Action is { } verb && endpoint.Leaf.Contains(verb);
        var leafIsOtherTerm = endpoint.Leaf.Overlaps(clause.Terms.Keys)
            && !endpoint.Leaf.Overlaps(subjects)
            && !leafIsAction;
        return leafIsOtherTerm ? OtherLeafFactor : 1;
    }

    // Only endpoints with one of the terms, or deletions for a verb such as "cancel", can have a score.
    private IEnumerable<IndexedEndpoint> Candidates(Clause clause, List<string> terms)
    {
        var positions = new SortedSet<int>(terms.SelectMany(term => _byTerm[term]));
        var matchesDeletions = clause.Intent == Intent.Delete && clause.Action is { } action && terms.Contains(action);
        return matchesDeletions
            ? _endpoints.Where((endpoint, at) => endpoint.Intent == Intent.Delete || positions.Contains(at))
            : positions.Select(at => _endpoints[at]);
    }

    // BM25's inverse document frequency.
    private double Rarity(string term) =>
        Math.Log(1 + ((_endpoints.Count - _byTerm[term].Count + 0.5) / (_byTerm[term].Count + 0.5)));

    private static double IntentFactor(Intent requested, Intent offered) => (requested, offered) switch
    {
        (Intent.Unknown, _) or (_, Intent.Unknown) => 0.85,
        (Intent.Act, Intent.Create or Intent.Update) => 1,
        (Intent.Act, Intent.Delete) => 0.6,
        _ when requested == offered => 1,
        (Intent.List or Intent.Get, Intent.List or Intent.Get) => 0.72,
        (Intent.Create or Intent.Update, Intent.Create or Intent.Update) => 0.5,
        _ => 0.25,
    };
}
