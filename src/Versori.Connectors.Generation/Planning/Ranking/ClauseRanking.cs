using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The ranking of one source's endpoints for one clause: the ranking by verb and object and the ranking by fields,
/// fused by reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009).
/// </summary>
internal sealed class ClauseRanking
{
    private const double RankConstant = 20;
    private const double FieldShare = 0.6;

    private ClauseRanking(
        Clause clause, List<RankedEndpoint> byVerb, List<(IndexedEndpoint Endpoint, double Score)> fused)
    {
        Clause = clause;
        ByVerb = byVerb;
        Fused = fused;
    }

    public Clause Clause { get; }

    /// <summary>The endpoints by verb and object, the best first. Its best are precise enough to be chosen.</summary>
    public IReadOnlyList<RankedEndpoint> ByVerb { get; }

    /// <summary>The endpoints with their fused scores, the best first.</summary>
    public IReadOnlyList<(IndexedEndpoint Endpoint, double Score)> Fused { get; }

    /// <summary>The share of the clause's terms that the best endpoint by verb and object has.</summary>
    public double Coverage => ByVerb.Count == 0 ? 0 : ByVerb[0].Coverage;

    public static ClauseRanking Of(Clause clause, SourceIndex source, Work work)
    {
        var byVerb = source.Index.Rank(clause, work);
        var byField = source.Fields.Rank(Terms(clause.Text), work);
        var scores = new Dictionary<ConnectorEndpoint, double>(ReferenceEqualityComparer.Instance);
        foreach (var (rank, item) in byVerb.Index()) scores[item.Endpoint] = 1 / (RankConstant + rank);
        foreach (var (rank, item) in byField.Index())
        {
            scores[item.Endpoint] = scores.GetValueOrDefault(item.Endpoint) + (FieldShare / (RankConstant + rank));
        }

        const double Best = (1 + FieldShare) / RankConstant;
        var fused = scores
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Path.Length)
            .ThenBy(pair => pair.Key.Id, StringComparer.Ordinal)
            .Select(pair => (source.Of(pair.Key), pair.Value / Best))
            .ToList();
        return new(clause, byVerb, fused);
    }

    /// <summary>The terms of a text, without stop words.</summary>
    public static IEnumerable<string> Terms(string text) => Words.Split(text)
        .Where(word => !Vocabulary.IsStopWord(word))
        .Select(Vocabulary.Term)
        .Distinct(StringComparer.Ordinal);
}
