using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The ranking of one source's endpoints for one clause: the ranking by verb and object and the ranking by fields,
/// fused by their scores, each relative to its best.
/// </summary>
internal sealed class ClauseRanking
{
    private const double FieldWeight = 0.9, MeaningWeight = 0.9, MeaningFall = 10;
    private const double Meaning = 0.5, HalfWeight = 0.5;

    private ClauseRanking(
        Clause clause,
        HashSet<string> meant,
        List<RankedEndpoint> byVerb,
        List<(IndexedEndpoint Endpoint, double Score)> fused)
    {
        Meant = meant;
        Clause = clause;
        ByVerb = byVerb;
        Fused = fused;
    }

    public Clause Clause { get; }

    /// <summary>The terms that the clause may mean.</summary>
    public IReadOnlySet<string> Meant { get; }

    /// <summary>
    /// The endpoints ranked by verb and object, the best first.
    /// </summary>
    public IReadOnlyList<RankedEndpoint> ByVerb { get; }

    /// <summary>
    /// The endpoints by fused score, the best first. 1 is the score of an endpoint that is first in both rankings.
    /// </summary>
    public IReadOnlyList<(IndexedEndpoint Endpoint, double Score)> Fused { get; }

    /// <summary>
    /// The weighted share of the clause's terms that the best endpoint by verb and object has, from 0 to 1. It is
    /// lower if the source does not know the clause's subject.
    /// </summary>
    public double Coverage => ByVerb.Count == 0 ? 0 : ByVerb[0].Coverage;

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
        var byVerb = source.Index.Rank(clause, meant, work);
        var byField = source.Fields.Rank(Terms(clause), work);
        var scores = new Dictionary<ConnectorEndpoint, double>(ReferenceEqualityComparer.Instance);
        foreach (var item in byVerb) scores[item.Endpoint] = item.Score / byVerb[0].Score;
        foreach (var item in byField)
        {
            var endpoint = source.Of(item.Endpoint);
            var suits = source.Index.Specificity(endpoint, meant)
                * EndpointIndex.IntentFactor(clause.Intent, endpoint.Intent);
            scores[item.Endpoint] = scores.GetValueOrDefault(item.Endpoint)
                + (FieldWeight * suits * item.Score / byField[0].Score);
        }

        var highest = 1 + FieldWeight;
        if (byMeaning?.GetValueOrDefault(clause.Text) is { Count: > 0 } near)
        {
            highest += MeaningWeight;
            // Likenesses lie close together and differ between models, so their order counts.
            foreach (var (rank, endpoint) in near.Index())
            {
                scores[endpoint] = scores.GetValueOrDefault(endpoint) + (MeaningWeight * MeaningFall / (MeaningFall + rank)
                    * EndpointIndex.IntentFactor(clause.Intent, source.Of(endpoint).Intent));
            }
        }

        var fused = scores
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Path.Length)
            .ThenBy(pair => pair.Key.Id, StringComparer.Ordinal)
            .Select(pair => (source.Of(pair.Key), pair.Value / highest))
            .ToList();
        return new(clause, meant, byVerb, fused);
    }

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
        .SelectMany(group => group.Members.Select(member => (
            member.Term, Weight: group.Weight * member.Strength * (member.Strength < 1 ? HalfWeight : 1))))
        .GroupBy(item => item.Term, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Max(item => item.Weight)));
}
