using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Recognizes what people make of data that they read: "make an overview of …" and "order the customers by …" change
/// nothing, and "comment count per issue" has no verb.
/// </summary>
internal static class Evaluations
{
    // Between the verb and its object: "create a short weekly report".
    private const int Adjectives = 4;

    private static readonly FrozenSet<string> Products = Set(
        "summary overview report list dashboard chart graph diagram plot statistic statistics table digest breakdown "
        + "analysis ranking leaderboard spreadsheet csv excel comparison timeline histogram evaluation listing "
        + "presentation insight insights figure kpi");

    private static readonly FrozenSet<string> Measures = Set(
        "count rate history statistic statistics stat stats number total log logs report list volume usage trend "
        + "frequency distribution data info information detail status date time activity overview summary ratio value "
        + "amount balance figure");

    /// <summary>
    /// Whether the object of a verb is something that is made of data, and that no system has as a thing of its own.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="verb">The position of the verb.</param>
    /// <param name="isKnown">Whether a system has things of this name.</param>
    public static bool Makes(List<string> words, int verb, Func<string, bool> isKnown)
    {
        for (var at = verb + 1; at < Math.Min(words.Count, verb + 1 + Adjectives); at++)
        {
            if (Sentence.IsPreposition(words[at]) || words[at] == "of") return false;
            if (Products.Contains(Words.Singular(words[at]))) return !isKnown(words[at]);
        }

        return false;
    }

    /// <summary>Whether a word that is both begins a noun, as in "share of deals" and "comment count".</summary>
    public static bool IsNoun(List<string> words, int at) =>
        at + 1 < words.Count
        && (words[at + 1] == "of"
            || (Vocabulary.IsNounToo(words[at]) && Measures.Contains(Words.Singular(words[at + 1]))));

    /// <summary>Whether the verb sorts: "order the customers by revenue", but not "order flowers by Friday".</summary>
    public static bool Sorts(List<string> words, int verb)
    {
        if (words[verb] is not ("order" or "sort" or "rank" or "group" or "split" or "filter")) return false;
        var by = words.IndexOf("by", verb);
        return by > 0 && words.Skip(by + 1).Take(2).Any(word => !Vocabulary.IsStopWord(word));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
