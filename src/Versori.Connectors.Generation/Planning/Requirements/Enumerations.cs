namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Recognizes enumerations of things: in "copy all orders, refunds and payouts of the shop into our warehouse", neither
/// "refunds" nor "payouts" is a command, and what is said after the last thing is said of all.
/// </summary>
internal static class Enumerations
{
    private const int WordsOfThing = 3;

    // Words are moved to another part, or repeated there, only while that part is not longer than a sentence of people.
    private const int LongestPart = RequirementSplitter.MaximumWords, PartsToPlace = 8;

    private static readonly string[] Quantifiers = ["all", "every", "each", "any", "both", "new"];

    /// <summary>Returns the parts, where each thing of an enumeration has the verb and the end of the whole.</summary>
    /// <param name="parts">The parts of one sentence, in their order.</param>
    /// <param name="isName">Whether a word names a system.</param>
    public static List<List<string>> Expand(List<List<string>> parts, Func<string, bool> isName)
    {
        ShareObjects(parts);
        MovePlaces(parts);
        var expanded = new List<List<string>>(parts.Count);
        for (var at = 0; at < parts.Count; at++)
        {
            var (end, things) = ThingsFrom(parts, at, isName);
            if (end == at)
            {
                expanded.Add(parts[at]);
                continue;
            }

            expanded.AddRange(things);
            at = end;
        }

        return expanded;
    }

    /// <summary>Whether a word is a verb of an operation in its base form, and no noun.</summary>
    public static bool IsPlainVerb(string word) =>
        Sentence.IsKnownVerb(word) && word == Words.Singular(word) && !Vocabulary.IsParticiple(word)
        && !word.EndsWith("ing", StringComparison.Ordinal) && !Vocabulary.IsNounToo(word);

    // "Pause, resume or cancel a subscription": each verb has the object of the last.
    private static void ShareObjects(List<List<string>> parts)
    {
        for (var at = parts.Count - 2; at >= 0; at--)
        {
            var (part, next) = (parts[at], parts[at + 1]);
            var isVerb = IsPlainVerb(part[^1])
                || (part.Count == 1 && IsPlainVerb(next[0]) && Sentence.IsKnownVerb(part[0]));
            if (!isVerb || !Sentence.IsKnownVerb(next[0]) || next.Count < 2) continue;
            if (part.Count + next.Count > LongestPart) continue;
            if (Sentence.IsPreposition(next[1])) continue;
            parts[at] = [.. part, .. next[1..]];
        }
    }

    // "Copy the orders, with their customers, to our warehouse": the place belongs to the verb.
    private static void MovePlaces(List<List<string>> parts)
    {
        for (var at = parts.Count - 1; at > 0; at--)
        {
            if (parts[at][0] is not ("to" or "into" or "onto") || parts[at].Count < 2) continue;
            var verb = parts.FindLastIndex(
                at - 1, Math.Min(at, PartsToPlace), part => Vocabulary.IsMove(part[0]));
            if (verb < 0 || parts[verb].Count + parts[at].Count > LongestPart) continue;
            parts[verb] = [.. parts[verb], .. parts[at]];
            parts.RemoveAt(at);
        }
    }

    // The position of the last part of the enumeration that begins at a position, or that position if there is none.
    private static (int End, List<List<string>> Things) ThingsFrom(
        List<List<string>> parts, int at, Func<string, bool> isName)
    {
        var first = parts[at];
        var sentence = new Sentence(first, isName);
        if (sentence.Verb < 0 || sentence.IsCondition || !EndsInObject(sentence)) return (at, []);
        var end = at + 1;
        while (end < parts.Count && IsThing(parts[end], isName)) end++;
        var tail = new List<string>();
        // "Payout of last month" is a thing, although "payout" may be a verb.
        if (end < parts.Count && EndOfThing(parts[end]) is > 0 and var length
            && (IsThing(parts[end][..length], isName) || (length == 1 && parts[end][length] == "of")))
        {
            tail = parts[end][length..];
            end++;
        }

        var rest = parts[(at + 1)..end];
        if (rest.Count == 0 || !IsOfMany(sentence, rest, tail.Count)) return (at, []);
        if (first.Count + WordsOfThing + tail.Count > LongestPart) return (at, []);
        var verb = first[..(sentence.Verb + 1)];
        return (end - 1,
        [
            [.. first, .. tail],
            .. rest.Select((thing, place) => Whole(place == rest.Count - 1 ? thing[..^tail.Count] : thing)),
        ]);

        List<string> Whole(List<string> thing) =>
            [.. verb, Vocabulary.IsPlural(thing[^1]) ? "all" : "every", .. thing, .. tail];
    }

    // The last word is a thing that the verb is about, and nothing is said of it yet.
    private static bool EndsInObject(Sentence sentence)
    {
        var last = sentence.Words.Count - 1;
        return last > sentence.Verb && sentence.Content.Contains(last) && sentence.Preposition(last) is null
            && !sentence.Words.Contains("of");
    }

    // "Create an order, refund and close it" has three commands: an enumeration says that there are many of its things.
    private static bool IsOfMany(Sentence sentence, List<List<string>> rest, int tail)
    {
        var words = sentence.Words.Skip(sentence.Verb + 1).ToList();
        var isQuantified = words.Exists(word => Quantifiers.Contains(word, StringComparer.Ordinal));
        var last = rest[^1][..^tail];
        var reads = Vocabulary.IntentOfWish(sentence.Words[sentence.Verb]) is Intent.List or Intent.Get;
        return isQuantified || reads || (Vocabulary.IsPlural(words[^1]) && Vocabulary.IsPlural(last[^1]));
    }

    private static bool IsThing(List<string> words, Func<string, bool> isName)
    {
        if (words.Count is 0 or > WordsOfThing) return false;
        if (words.Exists(EndsThing)) return false;
        var last = words[^1];
        if (!Vocabulary.IsPlural(last) && !Vocabulary.IsNounToo(last) && Sentence.IsKnownVerb(last)) return false;
        // "Refund payments" is a command.
        return words.Count == 1 || !Sentence.IsKnownVerb(words[0]) || Vocabulary.IsParticiple(words[0]);

        bool EndsThing(string word) =>
            isName(word) || Vocabulary.IsStopWord(word) || Sentence.IsPreposition(word);
    }

    private static int EndOfThing(List<string> words) =>
        words.FindIndex(word => word == "of" || Sentence.IsPreposition(word) || Vocabulary.IsRelative(word));
}
