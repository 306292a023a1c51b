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
        + "presentation insight insights figure kpi slide curve picture view display diary tally map heatmap cloud");

    // What somebody keeps for himself: "keep a record of …".
    private static readonly FrozenSet<string> Kept = Set(
        "record log diary list count tally copy history register archive note journal track backup");

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
            var word = Words.Singular(words[at]);
            var isKept = words[verb] == "keep" && at + 1 < words.Count && words[at + 1] == "of";
            if (isKept && Kept.Contains(word)) return true;
            if (Products.Contains(word) || IsMeasure(words, at)) return !isKnown(words[at]);
        }

        return false;
    }

    /// <summary>Whether a word names something that is made of data, such as "report" and "overview".</summary>
    public static bool IsProduct(string word) => Products.Contains(Words.Singular(word));

    /// <summary>
    /// Returns the word for what is made of data that words begin with: "report" in "weekly report of the refunds".
    /// </summary>
    public static string? HeadOf(List<string> words)
    {
        var product = words.FindIndex(word => IsProduct(word) || word is "name" or "names" or "details");
        if (product < 0 || product > Adjectives || product + 1 >= words.Count) return null;
        return words[product + 1] is "of" or "on" or "about" or "for" or "with" or "over" ? words[product] : null;
    }

    /// <summary>
    /// Whether the verb's object becomes something that is made of data: "merge the figures in one chart".
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="verb">The position of the verb.</param>
    /// <param name="isKnown">Whether a system has things of this name.</param>
    public static bool EndsIn(List<string> words, int verb, Func<string, bool> isKnown)
    {
        for (var at = verb + 1; at + 1 < words.Count; at++)
        {
            if (words[at] is not ("in" or "into" or "as" or "on")) continue;
            var product = words.Skip(at + 1).Take(Adjectives).TakeWhile(word => !Sentence.IsPreposition(word))
                .LastOrDefault(word => !Vocabulary.IsStopWord(word));
            // "On a mailing list" is a place in a system.
            var isProduct = product is not (null or "list" or "listing") && Products.Contains(Words.Singular(product));
            if (isProduct && (words[at + 1] is "one" or "single" || !isKnown(product!))) return true;
        }

        return false;
    }

    // The last noun is what the words are about: "ticket numbers", and not "number plates".
    private static bool IsMeasure(List<string> words, int at) =>
        (words[at] is "numbers" or "figures" or "totals" or "counts" or "sums" or "averages")
        && (at + 1 == words.Count || Vocabulary.IsStopWord(words[at + 1]));

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
