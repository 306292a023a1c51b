using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The ranking of one source's endpoints for one clause: the ranking by verb and object and the ranking by fields,
/// fused by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009).
/// </summary>
internal sealed class ClauseRanking
{
    private const double RankConstant = 20;
    private const double FieldWeight = 0.6;

    private ClauseRanking(
        Clause clause, List<RankedEndpoint> byVerb, List<(IndexedEndpoint Endpoint, double Score)> fused)
    {
        Clause = clause;
        ByVerb = byVerb;
        Fused = fused;
    }

    public Clause Clause { get; }

    /// <summary>
    /// The endpoints ranked by verb and object, the best first. Endpoints are chosen from this ranking.
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

    public static ClauseRanking Of(Clause clause, SourceIndex source, Work work)
    {
        var byVerb = source.Index.Rank(clause, work);
        var byField = source.Fields.Rank(Terms(clause.Text), work);
        var scores = new Dictionary<ConnectorEndpoint, double>(ReferenceEqualityComparer.Instance);
        foreach (var (rank, item) in byVerb.Index()) scores[item.Endpoint] = 1 / (RankConstant + rank);
        foreach (var (rank, item) in byField.Index())
        {
            scores[item.Endpoint] = scores.GetValueOrDefault(item.Endpoint) + (FieldWeight / (RankConstant + rank));
        }

        const double HighestScore = (1 + FieldWeight) / RankConstant;
        var fused = scores
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Path.Length)
            .ThenBy(pair => pair.Key.Id, StringComparer.Ordinal)
            .Select(pair => (source.Of(pair.Key), pair.Value / HighestScore))
            .ToList();
        return new(clause, byVerb, fused);
    }

    /// <summary>The terms of a text, without stop words.</summary>
    public static IEnumerable<string> Terms(string text) => Words.Split(text)
        .Where(word => !Vocabulary.IsStopWord(word))
        .Select(Vocabulary.Term)
        .Distinct(StringComparer.Ordinal);
}
