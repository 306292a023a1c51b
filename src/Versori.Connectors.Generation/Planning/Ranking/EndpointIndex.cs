using System.Collections.Frozen;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Ranks the endpoints of one source for clauses, by comparing words. The ranking is deterministic.</summary>
internal sealed class EndpointIndex
{
    private const double Saturation = 1.2;
    private const double ExtraKeyPenalty = 0.28, ContextExtra = 0.4, SpecialExtra = 2.5;
    private const double WeakStrength = 0.5, WeakShare = 0.25;
    private const double DeprecatedFactor = 0.4;
    private const double OtherSubjectFactor = 0.75, OtherLeafFactor = 0.9, NamedAsVerbFactor = 1.15;
    private const double UnknownSubjectTrust = 0.5;
    private const double CommonKeyShare = 0.3;

    // What tells a variant for administrators, for many things at once or for a test from the endpoint itself.
    private static readonly FrozenSet<string> Special =
        "admin enterprise test sandbox beta internal legacy bulk batch mock preview".Split(' ')
            .Select(Vocabulary.Term)
            .ToFrozenSet(StringComparer.Ordinal);

    private readonly List<IndexedEndpoint> _endpoints;
    private readonly Dictionary<string, List<(int At, double Strength)>> _byTerm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyFrequencies = new(StringComparer.Ordinal);

    // The source of which this has only some endpoints. What is rare there is rare here.
    private readonly EndpointIndex? _whole;

    // The endpoints that delete.
    private List<int>? _deletions;

    public EndpointIndex(IReadOnlyList<ConnectorEndpoint> endpoints, WordTable words, Work work)
    {
        _endpoints = new(endpoints.Count);
        foreach (var indexed in endpoints)
        {
            work.Step();
            var endpoint = new IndexedEndpoint(indexed, words);
            Add(endpoint);
            foreach (var key in endpoint.Keys) _keyFrequencies[key] = _keyFrequencies.GetValueOrDefault(key) + 1;
        }
    }

    /// <param name="whole">The index of the whole source.</param>
    /// <param name="endpoints">Some of its endpoints.</param>
    public EndpointIndex(EndpointIndex whole, IReadOnlyList<IndexedEndpoint> endpoints)
    {
        _whole = whole;
        _endpoints = new(endpoints.Count);
        _keyFrequencies = whole._keyFrequencies;
        foreach (var endpoint in endpoints) Add(endpoint);
    }

    /// <summary>The endpoints of the source, with their terms.</summary>
    public IReadOnlyList<IndexedEndpoint> Endpoints => _endpoints;

    public bool Knows(string term) => (_whole ?? this)._byTerm.ContainsKey(term);

    /// <summary>Returns the share of endpoints whose id or path has the term.</summary>
    public double KeyShare(string term) => (double)_keyFrequencies.GetValueOrDefault(term) / Count;

    // The number of endpoints of the whole source.
    private int Count => (_whole ?? this)._endpoints.Count;

    /// <summary>
    /// Returns the score of each endpoint for a clause, in the order of the definition: 0 if it does not match.
    /// </summary>
    /// <param name="clause">The clause.</param>
    /// <param name="meant">The terms that the clause may mean.</param>
    /// <param name="work">Counts the work.</param>
    /// <param name="coverage">
    /// The share of the clause's terms that the best endpoint has, from 0 to 1. Comparable between sources.
    /// </param>
    public double[] Score(Clause clause, IReadOnlySet<string> meant, Work work, out double coverage)
    {
        var matches = Match(clause, work, out var possible, out var total);
        var scores = new double[_endpoints.Count];
        coverage = 0;
        if (possible <= 0) return scores;
        // If this source does not know the subject, a match of the other words is less reliable.
        var trust = clause.Subjects.Count == 0 || clause.Subjects.Any(Knows) ? 1 : UnknownSubjectTrust;
        var subjects = clause.Subjects.Where(_keyFrequencies.ContainsKey).ToList();
        if (subjects.Count == 0)
        {
            // The source has another word for the subject.
            subjects.AddRange(clause.Subjects.SelectMany(Concepts.Of).Select(other => other.Term)
                .Where(_keyFrequencies.ContainsKey));
        }

        var best = -1;
        var least = LargestScores.Least(Array.ConvertAll(matches, match => match.Sum));
        for (var at = 0; at < matches.Length; at++)
        {
            if (matches[at].Sum <= 0 || matches[at].Sum < least) continue;
            work.Step();
            var endpoint = _endpoints[at];
            var extra = Extra(endpoint, meant);
            var score = matches[at].Sum * (0.4 + (0.6 * matches[at].Share / possible))
                * IntentFactor(clause.Intent, endpoint.Intent) / (1 + (ExtraKeyPenalty * extra));
            // A summary that consists of the terms of the clause is the strongest indication.
            if (endpoint.Summary.Count > 0)
            {
                score *= 0.8 + (0.4 * endpoint.Summary.Count(clause.Terms.ContainsKey) / endpoint.Summary.Count);
            }

            if (subjects.Count > 0) score *= SubjectFactor(endpoint, clause, subjects, extra);
            if (endpoint.Endpoint.Deprecated) score *= DeprecatedFactor;
            scores[at] = score;
            var isBetter = best < 0 || score > scores[best] || (score == scores[best]
                && CompareNames(endpoint.Endpoint, _endpoints[best].Endpoint) < 0);
            if (isBetter) best = at;
        }

        if (best >= 0) coverage = trust * matches[best].Weight / total;
        return scores;
    }

    /// <summary>Compares the names of endpoints whose scores are equal, so that the result is deterministic.</summary>
    public static int CompareNames(ConnectorEndpoint one, ConnectorEndpoint other)
    {
        var byLength = one.Path.Length.CompareTo(other.Path.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(one.Id, other.Id);
    }

    /// <summary>Returns a factor that is lower for an endpoint that is about more than the clause.</summary>
    public double Specificity(IndexedEndpoint endpoint, IReadOnlySet<string> meant) =>
        1 / (1 + (ExtraKeyPenalty * Extra(endpoint, meant)));

    /// <summary>Returns how well an endpoint's kind of operation suits the one that is needed, from 0 to 1.</summary>
    public static double IntentFactor(Intent requested, Intent offered) => (requested, offered) switch
    {
        (Intent.Unknown, _) or (_, Intent.Unknown) => 0.85,
        (Intent.Act, Intent.Create or Intent.Update) => 1,
        (Intent.Act, Intent.Delete) => 0.6,
        _ when requested == offered => 1,
        (Intent.List or Intent.Get, Intent.List or Intent.Get) => 0.72,
        (Intent.Create or Intent.Update, Intent.Create or Intent.Update) => 0.5,
        _ => 0.25,
    };

    // For each endpoint, the value of the clause's concepts that it has.
    private Matched[] Match(Clause clause, Work work, out double possible, out double total)
    {
        var matches = new Matched[_endpoints.Count];
        var best = new (double Value, double Share, double Direct)[_endpoints.Count];
        possible = total = 0;
        foreach (var group in clause.Concepts)
        {
            total += group.Weight;
            Array.Clear(best);
            var highest = 0.0;
            // A term that stands for a word is not worth more than the word itself.
            var own = group.Members.FirstOrDefault(member => member.Strength >= 1).Term;
            var limit = own is not null && Knows(own) ? Rarity(own) : double.MaxValue;
            foreach (var (term, strength) in group.Members)
            {
                if (!_byTerm.TryGetValue(term, out var postings)) continue;
                var value = strength * Math.Min(limit, Rarity(term));
                highest = Math.Max(highest, value);
                foreach (var posting in postings) Raise(posting.At, value, posting.Strength);
                // A DELETE also matches verbs such as "cancel".
                if (term != clause.Action || clause.Intent != Intent.Delete) continue;
                foreach (var at in Deletions()) Raise(at, value, 1);
            }

            possible += group.Weight * highest;
            for (var at = 0; at < best.Length; at++) matches[at].Add(group.Weight, best[at]);
        }

        total = Math.Max(total, clause.Terms.Values.Sum());
        return matches;

        void Raise(int at, double value, double strength)
        {
            work.Step();
            ref var found = ref best[at];
            found.Value = Math.Max(found.Value, value * strength * (1 + Saturation) / (strength + Saturation));
            found.Share = Math.Max(found.Share, value * Math.Min(1, strength));
            found.Direct = Math.Max(found.Direct, strength < WeakStrength ? WeakShare : 1);
        }
    }

    private List<int> Deletions() =>
        _deletions ??=
        [
            .. _endpoints.Index().Where(item => item.Item.Intent == Intent.Delete).Select(item => item.Index),
        ];

    // An endpoint about another subject gets a lower factor, even if it has the rare verb: resizing a database does not
    // resize a server. An endpoint that is named exactly like the verb, for example "refunds", needs no subject. For
    // "commits of a branch", a path that ends in commits is preferred.
    private static double SubjectFactor(IndexedEndpoint endpoint, Clause clause, List<string> subjects, double extra)
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

    // What the endpoint is about beside what the clause means.
    private double Extra(IndexedEndpoint endpoint, IReadOnlySet<string> meant)
    {
        var extra = 0.0;
        foreach (var key in endpoint.Keys)
        {
            if (meant.Contains(key) || KeyShare(key) >= CommonKeyShare) continue;
            extra += Special.Contains(key) ? SpecialExtra : endpoint.Context.Contains(key) ? ContextExtra : 1;
        }

        return extra;
    }

    private void Add(IndexedEndpoint endpoint)
    {
        foreach (var (term, strength) in endpoint.Terms)
        {
            if (!_byTerm.TryGetValue(term, out var postings)) _byTerm[term] = postings = [];
            postings.Add((_endpoints.Count, strength));
        }

        _endpoints.Add(endpoint);
    }

    // BM25's inverse document frequency.
    private double Rarity(string term)
    {
        var frequency = (_whole ?? this)._byTerm[term].Count;
        return Math.Log(1 + ((Count - frequency + 0.5) / (frequency + 0.5)));
    }

    /// <summary>What an endpoint has of a clause's concepts.</summary>
    private struct Matched
    {
        public double Sum, Share, Weight;

        public void Add(double weight, (double Value, double Share, double Direct) found)
        {
            Sum += weight * found.Value;
            Share += weight * found.Share;
            Weight += weight * found.Direct;
        }
    }
}
