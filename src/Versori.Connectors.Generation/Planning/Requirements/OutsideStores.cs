using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Recognizes sentences that move something out of the systems, to a store that is none of them: "import the orders
/// into our database", "copy them to a spreadsheet".
/// </summary>
internal static class OutsideStores
{
    private static readonly FrozenSet<string> Verbs = Set(
        "import load copy sync synchronise synchronize mirror replicate export archive backup migrate transfer push "
        + "dump stream download");

    // "Put it into my library" may be a library of the system.
    private static readonly FrozenSet<string> GeneralVerbs = Set(
        "save store write put move keep log record insert upsert stage feed add append send bring take deliver "
        + "pass hand upload pipe");

    // With the store as their object.
    private static readonly FrozenSet<string> Fills = Set("keep fill feed update refresh sync build populate maintain");

    private static readonly FrozenSet<string> Stores = Set(
        "database warehouse spreadsheet sheet excel csv bigquery snowflake postgres postgresql mysql redshift s3 disk "
        + "lake datalake lakehouse bi tableau looker bucket disc drive archive ledger backend");

    private static readonly FrozenSet<string> Prepositions = Set("to into onto in on");

    /// <summary>Whether the sentence moves something to a store outside.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="isKnown">Whether a system has things of a name: its databases are not outside.</param>
    public static bool IsTarget(Sentence sentence, Func<string, bool> isKnown)
    {
        if (sentence.Verb < 0) return false;
        var words = sentence.Words;
        var isMove = Verbs.Contains(words[sentence.Verb]);
        if (Fills.Contains(words[sentence.Verb]) && IsFilled(sentence)) return true;
        if (!isMove && !GeneralVerbs.Contains(words[sentence.Verb])) return false;
        for (var at = sentence.Verb + 1; at + 1 < words.Count; at++)
        {
            if (!Prepositions.Contains(words[at])) continue;
            if (isMove && words[at + 1] is "our" or "my") return true;
            var isOwn = words[at + 1] is "our" or "my";
            if (words.Skip(at + 1).Take(4).Any(word => Stores.Contains(word) && (isMove || isOwn || !isKnown(word))))
                return true;
        }

        return false;
    }

    // "Keep our data warehouse in step with the invoices", "update our spreadsheet".
    private static bool IsFilled(Sentence sentence)
    {
        var words = sentence.Words.Skip(sentence.Verb + 1).TakeWhile(word => !Sentence.IsPreposition(word)).ToList();
        return words is ["our" or "my", ..] && words.Exists(Stores.Contains);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
