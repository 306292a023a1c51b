using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Splits requirements into parts with one operation each, as words.</summary>
/// <param name="isName">Whether a word names a system.</param>
internal sealed partial class RequirementSplitter(Func<string, bool> isName)
{
    /// <summary>
    /// No sentence for people has more words. The words of a part are compared with each other.
    /// </summary>
    public const int MaximumWords = 64;

    private static readonly char[] Marks = [';', '\n', ',', ':', '(', ')'];
    private static readonly string[] Conjunctions = ["and", "then", "plus"];
    private static readonly string[] Conditions = ["when", "whenever", "once", "if", "after"];

    private static readonly string[] QuestionWords =
    [
        "what", "which", "who", "whose", "whom", "how", "why", "where", "is", "are", "was", "were", "do", "does", "did",
        "has", "have", "can", "could", "should", "would", "will",
    ];

    // "Which" and "who" may begin a relative clause, which belongs to its noun.
    private static readonly string[] AfterCommand = ["how", "what", "whether"];

    // After these words a command follows, not a question: "could you create …", "can you send …".
    private static readonly string[] RequestWords = ["you", "please"];

    private static readonly string[] Determiners =
    [
        "a", "an", "the", "all", "each", "every", "it", "them", "its", "new",
    ];

    // "After leaving a comment" is an operation of its own.
    public static bool IsCondition(List<string> words) =>
        Conditions.Contains(words[0], StringComparer.Ordinal)
        && !(words[0] == "after" && words.Count > 1 && IsGerund(words[1]));

    // "Leaving a" is replaced by "create" before.
    private static bool IsGerund(string word) => word == "create" || word.EndsWith("ing", StringComparison.Ordinal);

    private readonly Headings _headings = new(isName);

    public IEnumerable<RequirementPart> Split(string requirements)
    {
        foreach (Match match in Sentences().Matches(RequirementText.Of(requirements)))
        {
            var sentence = RequirementText.WithoutArrows(match.Value);
            var isQuestion = sentence.EndsWith('?') || BeginsAsQuestion(sentence);
            var asks = (isQuestion && !IsPoliteRequest(sentence)) || _headings.Reads(sentence);
            var continues = _headings.Writes(sentence);
            foreach (var (text, isNegated) in Negations(sentence))
            {
                foreach (var part in PartsOf(text, asks, isNegated))
                {
                    yield return part with { Continues = continues };
                    continues = true;
                }
            }

            _headings.Next(sentence);
        }
    }

    private IEnumerable<RequirementPart> PartsOf(string text, bool asks, bool isNegated)
    {
        // Of "four lists: …", all items are read.
        var colon = asks ? -1 : text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && _headings.IsForReading(text[..colon]))
        {
            // "Weekly report: …" reads what follows, and no reports.
            var head = Words.Split(text[..colon]);
            var saysMore = head.Exists(word => isName(word)) || !head.Exists(Evaluations.IsProduct);
            foreach (var part in saysMore ? PartsOf(text[..colon], asks, isNegated) : []) yield return part;
            foreach (var part in PartsOf(text[(colon + 1)..], asks: true, isNegated)) yield return part;
            yield break;
        }

        var parts = WithoutLabels(text).Split(Marks, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(clause => Parts(ParticleVerbs.Replace(WithoutNumber(Words.Split(clause)))))
            .Where(part => part.Count > 0)
            .ToList();
        List<string>? before = null;
        foreach (var part in Enumerations.Expand(parts, isName))
        {
            if (Untouched.In(part) is { } kept)
            {
                yield return new(kept, asks, IsNegated: true, Continues: true);
                continue;
            }

            // "Show the orders and who placed them"
            var followsReading = before is not null && QuestionWords.Contains(part[0], StringComparer.Ordinal)
                && (Asks(before) || Reads(before));
            var isAsked = asks || Asks(part) || followsReading;
            before = part;
            var end = isAsked ? part.Count : EndOfCommand(part);
            yield return new(part[..end], isAsked, isNegated, Continues: true);
            if (end < part.Count) yield return new(part[end..], IsQuestion: true, isNegated, Continues: true);
        }
    }

    // The number of an item: "(2) which accounts …".
    private static List<string> WithoutNumber(List<string> words) =>
        words.Count > 1 && words[0].All(char.IsAsciiDigit) && words[0].Length == 1 ? words[1..] : words;

    // "Whether it was paid", "did it fail" and "which bills are open", but not "which must be paid".
    private static bool Asks(List<string> part) =>
        AfterCommand.Contains(part[0], StringComparer.Ordinal)
        || part[0] is "did" or "does" or "was" or "were"
        || (part[0] == "which" && part.Count > 1 && !QuestionWords.Contains(part[1], StringComparer.Ordinal)
            && !Sentence.IsKnownVerb(part[1]) && part[1] is not ("must" or "shall" or "may" or "needs"));

    private bool Reads(List<string> part) => new Sentence(part, isName) is { Verb: >= 0 } sentence
        && Vocabulary.IntentOfWish(part[sentence.Verb]) is Intent.List or Intent.Get;

    // "Post to the channel how many tickets are open" has a command and a question.
    private static int EndOfCommand(List<string> words)
    {
        var question = words.FindIndex(1, word => AfterCommand.Contains(word, StringComparer.Ordinal));
        if (question < 2 || question == words.Count - 1 || IsCondition(words)) return words.Count;
        var isCommand = Vocabulary.IsNotifying(words[0])
            || Vocabulary.IntentOfWish(words[0]) is Intent.Create or Intent.Update or Intent.Delete or Intent.Act;
        return isCommand && !Sentence.IsPreposition(words[question - 1]) && words[question - 1] != "of"
            ? question
            : words.Count;
    }

    // "Hire: create an account": a label says what the command after it is about.
    // "Write-offs" and "sign-ups" are things, and no command to write.
    private static string WithoutLabels(string text) =>
        Label().Replace(Compound().Replace(text, Joined), "${command} ${label}");

    private static string Joined(Match compound) =>
        Vocabulary.IntentOfWish(compound.Groups["verb"].Value.ToLowerInvariant()) == Intent.Unknown
            ? compound.Value
            : compound.Groups["verb"].Value + compound.Groups["particle"].Value;

    // "What …" and "Did …" are questions without a question mark too. "When …" and "If …" are conditions.
    private static bool BeginsAsQuestion(string sentence)
    {
        var words = Words.Split(sentence, 3);
        return words.Count > 1
            && QuestionWords.Contains(words[0], StringComparer.Ordinal)
            && words[0] is not ("can" or "could" or "should" or "would" or "will" or "have" or "do");
    }

    private static bool IsPoliteRequest(string sentence)
    {
        var words = Words.Split(sentence, 3);
        return words.Count > 1
            && words[0] is "can" or "could" or "would" or "will" or "please"
            && RequestWords.Contains(words[1], StringComparer.Ordinal);
    }

    // "List the orders without deleting any": the part after the word states what must not happen, to the next comma.
    private static IEnumerable<(string Text, bool IsNegated)> Negations(string sentence)
    {
        var at = 0;
        foreach (Match negation in Negated().Matches(sentence))
        {
            if (negation.Index > at) yield return (sentence[at..negation.Index], false);
            yield return (negation.Groups["excluded"].Value, true);
            at = negation.Index + negation.Length;
        }

        if (at < sentence.Length) yield return (sentence[at..], false);
    }

    private List<List<string>> Parts(List<string> words)
    {
        var parts = new List<List<string>> { new() };
        for (var at = 0; at < words.Count; at++)
        {
            var isConjunction = Conjunctions.Contains(words[at], StringComparer.Ordinal)
                || (IsBetweenVerbs(words, at) && parts[^1].Count > 0 && !Asks(parts[^1]));
            // A conjunction before a name joins names: "between Stripe and Xero" is one part.
            if (isConjunction && PartAfter(words, at).TrueForAll(IsNameOrStopWord)) continue;
            // A condition is a separate part: "notify the team when a build fails".
            var isCondition = Conditions.Contains(words[at], StringComparer.Ordinal) && parts[^1].Count > 1;
            var endsCondition = parts[^1].Count > 2 && (IsCondition(parts[^1]) || IsForEach(parts[^1]))
                && IsCommand(words, at);
            if (isConjunction || isCondition || endsCondition || IsPurpose(words, at)) parts.Add([]);
            // "Of the bookings and of the refunds"
            if (!isConjunction && !(words[at] == "of" && parts[^1].Count == 0 && at > 0)) parts[^1].Add(words[at]);
        }

        return [.. parts.SelectMany(part => part.Chunk(MaximumWords)).Select(part => part.ToList())];
    }

    // "For each new collection open a board"
    private static bool IsForEach(List<string> part) =>
        part[0] == "for" && part[1] is "each" or "every" or "any" or "all";

    // "Create an order so that the customer is served"
    private static bool IsPurpose(List<string> words, int at) =>
        at > 0 && at + 1 < words.Count && words[at] == "so"
        && words[at + 1] is "that" or "i" or "we" or "he" or "she" or "they" or "it" or "the" or "our";

    // "Change or cancel the order" has two commands.
    private static bool IsBetweenVerbs(List<string> words, int at) =>
        words[at] == "or" && at > 0 && at + 1 < words.Count && Enumerations.IsPlainVerb(words[at + 1])
        && !(words[at + 1] == "get" && at + 2 < words.Count && Vocabulary.IsParticiple(words[at + 2]));

    // "When a charge fails create an issue": a verb with its object ends the condition.
    private bool IsCommand(List<string> words, int at)
    {
        if (at + 1 >= words.Count || Vocabulary.IntentOfWish(words[at]) == Intent.Unknown) return false;
        var isBase = words[at] == Words.Singular(words[at]) && !words[at].EndsWith("ed", StringComparison.Ordinal);
        var afterDeterminer = Determiners.Contains(words[at - 1], StringComparer.Ordinal);
        var hasObject = Determiners.Contains(words[at + 1], StringComparer.Ordinal) || isName(words[at + 1]);
        return isBase && !afterDeterminer && hasObject;
    }

    private bool IsNameOrStopWord(string word) => isName(word) || Vocabulary.IsStopWord(word);

    // Returns the words between a conjunction and the next one.
    private static List<string> PartAfter(List<string> words, int conjunction) =>
        [.. words.Skip(conjunction + 1).TakeWhile(word => !Conjunctions.Contains(word, StringComparer.Ordinal))];

    [GeneratedRegex(
        @"^\s*(?<label>\w+( \w+)?):\s*(?<command>[^,;.:!?\n]+)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"\b(?<verb>\p{L}+)-(?<particle>(?:off|up|in|out|back|down|over)s?)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Compound();

    [GeneratedRegex(@"[^.!?\n]+[.!?]?", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();

    [GeneratedRegex(
        @"(?i)\b(?:without|except(?: for)?|but not|do(?:es)? not|don['’]?t|doesn['’]?t|must not|should not|never|"
        + @"mustn['’]?t|shouldn['’]?t|under no circumstances?|on no account|in no case|at no time|by no means|"
        + @"instead of|rather than|no need to|not to|avoid|refrain from|hands off|"
        + @"(?:he|she|they|users?|members?) (?:can not|cannot|can['’]?t|won['’]?t)|"
        + @"nothing (?:may|must|should|shall|can|will|gets?|is to|has to|is going to)(?: be)?)\b"
        + @"(?<excluded>[^,;.!?\n]*)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Negated();
}
