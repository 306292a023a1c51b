namespace Versori.Connectors.Generation.Planning;

/// <summary>Ranks the endpoints of one source for clauses, by words alone and always in the same way.</summary>
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
    private readonly Dictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyFrequencies = new(StringComparer.Ordinal);

    public EndpointIndex(IReadOnlyList<Endpoint> endpoints)
    {
        _endpoints = [.. endpoints.Select(endpoint => new IndexedEndpoint(endpoint))];
        foreach (var endpoint in _endpoints)
        {
            foreach (var term in endpoint.Terms.Keys) _frequencies[term] = _frequencies.GetValueOrDefault(term) + 1;
            foreach (var key in endpoint.Keys) _keyFrequencies[key] = _keyFrequencies.GetValueOrDefault(key) + 1;
        }
    }

    public bool Knows(string term) => _frequencies.ContainsKey(term);

    /// <summary>The share of endpoints whose id or path has the term.</summary>
    public double KeyShare(string term) => (double)_keyFrequencies.GetValueOrDefault(term) / _endpoints.Count;

    public List<RankedEndpoint> Rank(Clause clause)
    {
        var total = clause.Terms.Values.Sum();
        var known = clause.Terms.Where(term => Knows(term.Key)).Select(term => (Term: term.Key, Weight: term.Value, Rarity: Rarity(term.Key))).ToList();
        var possible = known.Sum(term => term.Weight * term.Rarity);
        var ranked = new List<RankedEndpoint>();
        if (possible <= 0) return ranked;
        // A thing that is not known here is hardly what is meant, however well the words around it fit.
        var trust = clause.Subjects.Count == 0 || clause.Subjects.Any(Knows) ? 1 : UnknownSubjectTrust;
        var subjects = clause.Subjects.Where(_keyFrequencies.ContainsKey).ToList();
        foreach (var endpoint in _endpoints)
        {
            double sum = 0, matched = 0, weight = 0;
            foreach (var term in known)
            {
                var strength = endpoint.Terms.GetValueOrDefault(term.Term);
                // "Cancel" is said by DELETE as well.
                if (term.Term == clause.Action && clause.Intent == Intent.Delete && endpoint.Intent == Intent.Delete) strength = Math.Max(strength, 1);
                if (strength <= 0) continue;
                sum += term.Weight * term.Rarity * strength * (1 + Saturation) / (strength + Saturation);
                matched += term.Weight * term.Rarity * Math.Min(1, strength);
                weight += strength < WeakStrength ? term.Weight / 4 : term.Weight;
            }

            if (sum <= 0) continue;
            var extra = endpoint.Keys.Count(key => !clause.Terms.ContainsKey(key) && KeyShare(key) < CommonKeyShare);
            var score = sum * (0.4 + (0.6 * matched / possible)) * IntentFactor(clause.Intent, endpoint.Intent) / (1 + (ExtraKeyPenalty * extra));
            // A summary that says just what is asked for is the best sign there is.
            if (endpoint.Summary.Count > 0) score *= 0.8 + (0.4 * endpoint.Summary.Count(clause.Terms.ContainsKey) / endpoint.Summary.Count);
            if (subjects.Count > 0) score *= SubjectFactor(endpoint, clause, subjects, extra);
            if (endpoint.Endpoint.Deprecated) score *= DeprecatedFactor;
            ranked.Add(new(endpoint.Endpoint, score, trust * weight / total));
        }

        // Ties go to the shorter path, and then to the id that sorts first, so that the same question has the same answer.
        ranked.Sort((one, other) =>
            other.Score.CompareTo(one.Score) is var byScore and not 0 ? byScore
            : one.Endpoint.Path.Length.CompareTo(other.Endpoint.Path.Length) is var byLength and not 0 ? byLength
            : string.CompareOrdinal(one.Endpoint.Id, other.Endpoint.Id));
        return ranked;
    }

    // Resizing a database is no way to resize a server, rare as the word is; but what is called just as the verb, such as
    // "refunds", needs no more. And of "commits of a branch" the path that ends in commits is meant.
    private static double SubjectFactor(IndexedEndpoint endpoint, Clause clause, List<string> subjects, int extra)
    {
        var isDone = clause.Action is { } action && endpoint.Terms.GetValueOrDefault(action) >= 1;
        if (!endpoint.Keys.Overlaps(subjects)) return isDone && extra == 0 ? NamedAsVerbFactor : endpoint.Summary.Overlaps(subjects) ? OtherLeafFactor : OtherSubjectFactor;
        return endpoint.Leaf.Overlaps(clause.Terms.Keys) && !endpoint.Leaf.Overlaps(subjects) && !(clause.Action is { } verb && endpoint.Leaf.Contains(verb)) ? OtherLeafFactor : 1;
    }

    // BM25's inverse document frequency.
    private double Rarity(string term) =>
        Math.Log(1 + ((_endpoints.Count - _frequencies[term] + 0.5) / (_frequencies[term] + 0.5)));

    private static double IntentFactor(Intent asked, Intent offered) => (asked, offered) switch
    {
        (Intent.Unknown, _) or (_, Intent.Unknown) => 0.85,
        (Intent.Act, Intent.Create or Intent.Update) => 1,
        (Intent.Act, Intent.Delete) => 0.6,
        _ when asked == offered => 1,
        (Intent.List or Intent.Get, Intent.List or Intent.Get) => 0.72,
        (Intent.Create or Intent.Update, Intent.Create or Intent.Update) => 0.5,
        _ => 0.25,
    };
}
