using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The ranking of one source's endpoints for one clause: the ranking by verb and object and the ranking by fields,
/// fused by their scores, each relative to its best.
/// </summary>
internal sealed class ClauseRanking
{
    private const double FieldWeight = 0.9, MeaningWeight = 0.9, MeaningFall = 10;
    private const double Meaning = 0.5, HalfWeight = 0.5, OtherCreation = 0.8;

    private readonly SourceIndex _source;

    // What the clause's object may be called in this source.
    private HashSet<string>? _objectTerms, _things;

    private ClauseRanking(
        SourceIndex source,
        Clause clause,
        HashSet<string> meant,
        double coverage,
        IReadOnlyList<(IndexedEndpoint Endpoint, double Score)> fused)
    {
        _source = source;
        Meant = meant;
        Clause = clause;
        Coverage = coverage;
        Fused = fused;
    }

    public Clause Clause { get; }

    /// <summary>The terms that the clause may mean.</summary>
    public IReadOnlySet<string> Meant { get; }

    /// <summary>
    /// The endpoints by fused score, the best first. 1 is the score of an endpoint that is first in both rankings.
    /// </summary>
    public IReadOnlyList<(IndexedEndpoint Endpoint, double Score)> Fused { get; }

    /// <summary>
    /// The weighted share of the clause's terms that the best endpoint by verb and object has, from 0 to 1. It is
    /// lower if the source does not know the clause's subject.
    /// </summary>
    public double Coverage { get; }

    /// <param name="clause">The clause.</param>
    /// <param name="source">The source.</param>
    /// <param name="work">Counts the work.</param>
    /// <param name="byMeaning">
    /// The endpoints that are nearest to the text of a clause by their embeddings, the best first. Default: none.
    /// </param>
    public static ClauseRanking Of(
        Clause clause,
        SourceIndex source,
        Work work,
        IReadOnlyDictionary<string, IReadOnlyList<ConnectorEndpoint>>? byMeaning = null)
    {
        var meant = clause.Concepts
            .SelectMany(group => group.Members.Where(member => member.Strength >= Meaning))
            .Select(member => member.Term)
            .ToHashSet(StringComparer.Ordinal);
        var scores = source.Index.Score(clause, meant, work, out var coverage);
        var highestByVerb = Highest(scores);
        for (var at = 0; at < scores.Length; at++) scores[at] /= highestByVerb;
        AddFields(scores, clause, meant, source, work);
        if (clause.Intent == Intent.Create) LowerOtherCreations(scores, clause, source);
        var highest = 1 + FieldWeight;
        if (byMeaning?.GetValueOrDefault(clause.Text) is { Count: > 0 } near)
        {
            highest += MeaningWeight;
            // Likenesses lie close together and differ between models, so their order counts.
            foreach (var (rank, endpoint) in near.Index())
            {
                var suits = EndpointIndex.IntentFactor(clause.Intent, source.Of(endpoint).Intent);
                scores[source.PlaceOf(endpoint)] += suits * MeaningWeight * MeaningFall / (MeaningFall + rank);
            }
        }

        return new(source, clause, meant, coverage, Sorted(scores, source, highest));
    }

    private static void AddFields(
        double[] scores, Clause clause, HashSet<string> meant, SourceIndex source, Work work)
    {
        var byField = source.Fields.Score(Terms(clause), work);
        var (best, least) = (Highest(byField), LargestScores.Least(byField));
        for (var at = 0; at < byField.Length; at++)
        {
            // What already matches by verb and object gets its other score too.
            if (byField[at] <= 0 || (byField[at] < least && scores[at] <= 0)) continue;
            var endpoint = source.Index.Endpoints[at];
            var suits = source.Index.Specificity(endpoint, meant)
                * EndpointIndex.IntentFactor(clause.Intent, endpoint.Intent);
            scores[at] += FieldWeight * suits * byField[at] / best;
        }
    }

    // "Send a message" creates no thread of a message.
    private static void LowerOtherCreations(double[] scores, Clause clause, SourceIndex source)
    {
        var things = clause.Subjects.Where(subject => source.Index.KeyShare(subject) > 0)
            .ToHashSet(StringComparer.Ordinal);
        if (things.Count == 0) return;
        if (clause.Action is { } action) things.Add(action);
        for (var at = 0; at < scores.Length; at++)
        {
            var leaf = source.Index.Endpoints[at].Leaf;
            if (scores[at] > 0 && leaf.Count > 0 && !leaf.Overlaps(things)) scores[at] *= OtherCreation;
        }
    }

    private static double Highest(double[] scores) =>
        scores.DefaultIfEmpty().Max() is > 0 and var highest ? highest : 1;

    private static (IndexedEndpoint Endpoint, double Score)[] Sorted(
        double[] scores, SourceIndex source, double highest)
    {
        var places = new List<int>();
        for (var at = 0; at < scores.Length; at++) if (scores[at] > 0) places.Add(at);
        // Equal scores are ordered by the length of the path and then by id, so that the result is deterministic.
        places.Sort((one, other) =>
        {
            var byScore = scores[other].CompareTo(scores[one]);
            return byScore != 0 ? byScore : EndpointIndex.CompareNames(
                source.Index.Endpoints[one].Endpoint, source.Index.Endpoints[other].Endpoint);
        });
        return [.. places.Select(at => (source.Index.Endpoints[at], scores[at] / highest))];
    }

    /// <summary>Returns a factor that is lower for an endpoint that is about more than the clause.</summary>
    public double Specificity(IndexedEndpoint endpoint) => _source.Index.Specificity(endpoint, Meant);

    /// <summary>Whether the clause allows an endpoint to be chosen.</summary>
    public bool Allows(IndexedEndpoint endpoint) => WriteRules.IsRead(endpoint)
        || WriteRules.Allows(
            Clause,
            Meant,
            _things ??= WriteObjects.ThingsOf(Clause, _source.Index),
            _objectTerms ??= WriteObjects.TermsOf(Clause, _source.Index),
            endpoint);

    /// <summary>An endpoint with its score and the words that it matches.</summary>
    public ScoredEndpoint Scored(IndexedEndpoint endpoint, double score) =>
        new(endpoint.Endpoint, score, Matches(endpoint), !WriteRules.IsRead(endpoint));

    private string Matches(IndexedEndpoint endpoint)
    {
        var words = Words.Split(Clause.Text)
            .Where(word => !Vocabulary.IsStopWord(word) && endpoint.Terms.ContainsKey(Vocabulary.Term(word)))
            .Distinct(StringComparer.Ordinal)
            .Take(6)
            .ToList();
        if (words.Count > 0) return $"Matches {string.Join(", ", words.Select(word => $"'{word}'"))}.";
        var meant = Clause.Concepts.SelectMany(group => group.Members)
            .Select(member => member.Term)
            .FirstOrDefault(endpoint.Terms.ContainsKey);
        return meant is null
            ? "Its properties match words of the requirement, or its meaning is near."
            : $"Is about '{meant}', which '{Clause.Text}' may mean.";
    }

    // A term that only stands for a word counts less.
    private static IEnumerable<(string Term, double Weight)> Terms(Clause clause) => clause.Concepts
        .Where(group => group.Members.Count == 0 || !Vocabulary.Alike(group.Members[0].Term).Any())
        .SelectMany(group => group.Members.Select(member => (
            member.Term, Weight: group.Weight * member.Strength * (member.Strength < 1 ? HalfWeight : 1))))
        .GroupBy(item => item.Term, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Max(item => item.Weight)));
}
