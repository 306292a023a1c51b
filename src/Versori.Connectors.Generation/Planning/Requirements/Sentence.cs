using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>A parsed part of a requirement: its verb, and the words before and after its prepositions.</summary>
internal sealed class Sentence
{
    // The name of a thing has at most this many words.
    private const int NounWords = 5;

    private static readonly string[] Determiners =
    [
        "it", "them", "the", "a", "an", "all", "every", "each", "its", "their", "this", "these", "any", "some", "my",
        "our", "new",
    ];

    private static readonly string[] Prepositions =
    [
        "to", "into", "onto", "from", "in", "on", "for", "with", "via", "as", "at", "by", "within", "against",
        "between", "using", "through", "per",
    ];

    // The word after these is the verb: "we want to refund payments", "it should refund payments".
    private static readonly string[] Wishes = ["want", "need", "like", "have", "able"];
    private static readonly string[] Modals = ["should", "must", "shall", "will", "please", "can"];

    // After these words a verb follows: "to", and who does it.
    private static readonly string[] Subjects =
    [
        "to", "please", "also", "then", "we", "i", "you", "they", "should", "must", "can", "could", "will", "would",
        "automatically", "always", "immediately", "directly", "just", "only", "simply", "finally", "first", "later",
    ];

    private static readonly FrozenSet<string> Amounts = (
        "list number count set copy kind sort half rest couple lot batch series summary report record history group "
        + "pair dozen bunch pile part majority amount total type instance piece")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    // What looks like an unknown verb by its place.
    private static readonly FrozenSet<string> NoVerbs = (
        "not but nor be been being can could so than then too very also just only even still yet up out off down one "
        + "both whether whoever who what everything anything something nothing nobody everybody somebody")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] QuestionWords =
        ["who", "whom", "whose", "which", "what", "whether", "how", "why", "where"];

    private static readonly string[] BackReferences = ["it", "them", "they", "this", "that", "its", "their", "one"];

    private int? _afterRecipient;

    /// <summary>Parses a sentence.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="isName">Whether a word names a system.</param>
    public Sentence(List<string> words, Func<string, bool> isName)
    {
        Words = words;
        IsMoveBetween = words.Count(isName) > 1;
        Verb = FindVerb(words, isName);
        IsCondition = RequirementSplitter.IsCondition(words);
        Content = [.. Enumerable.Range(0, words.Count).Where(IsContentWord)];

        bool IsContentWord(int at) => !isName(words[at])
            && (at == Verb || IsRight(at) || !(Vocabulary.IsStopWord(words[at]) || Vocabulary.IsAdverb(words[at])));

        // "Give her this right", but not "right now".
        bool IsRight(int at) => words[at] == "right" && at > 0 && words[at - 1] is "this" or "the" or "same" or "that";
    }

    public List<string> Words { get; }

    /// <summary>The position of the verb; negative if there is none.</summary>
    public int Verb { get; }

    /// <summary>Whether it is a condition, which states when something happens.</summary>
    public bool IsCondition { get; }

    /// <summary>The positions of the content words, which are neither stop words nor names.</summary>
    public IReadOnlyList<int> Content { get; }

    /// <summary>Whether it refers to a part of a previously mentioned object ("its", "their").</summary>
    public bool IsPossessive => Words.Exists(word => word is "its" or "their");

    /// <summary>The terms of the verb's object; for a condition, its first noun.</summary>
    public List<string> Objects => IsCondition
        ? [.. Nouns(_ => true).Take(1)]
        : Nouns(at => IsObject(at) && !IsParticiple(at));

    /// <summary>
    /// The terms of the last noun of each thing that the verb's object names: the link in "a payment link".
    /// </summary>
    public IEnumerable<string> Heads => Content
        .Where(at => at != Verb && IsThing(at) && !(Content.Contains(at + 1) && IsThing(at + 1)))
        .Select(at => Vocabulary.Term(Words[at]));

    /// <summary>Whether a noun follows directly on a verb that may be a noun too.</summary>
    public bool IsBare => Verb >= 0 && Content.Contains(Verb + 1) && Vocabulary.IsNounToo(Words[Verb]);

    /// <summary>Whether the word at a position only says where or with what something happens.</summary>
    public bool IsPlace(int at) => Preposition(at > 0 && IsPreposition(Words[at]) ? at - 1 : at) is not null;

    /// <summary>Whether something is moved from one system to another.</summary>
    public bool IsMoveBetween { get; }

    /// <summary>Whether the verb moves something.</summary>
    public bool IsMove => Verb >= 0 && Vocabulary.IsMove(Words[Verb]);

    /// <summary>Whether it is a question that asks for an operation, such as "can we close them?".</summary>
    public bool IsModalRequest => Words.Count > 2
        && Words[0] is "can" or "could" or "should" or "may"
        && Words[1] is "we" or "i" or "you" or "it";

    /// <summary>Whether it refers to a previously mentioned object.</summary>
    public bool RefersBack => Words.Exists(word => BackReferences.Contains(word, StringComparer.Ordinal));

    /// <summary>
    /// Returns the preposition that relates the word at a position to the verb; <see langword="null"/> for the verb's
    /// object.
    /// </summary>
    public string? Preposition(int position)
    {
        var at = Words.FindLastIndex(position, word => IsPreposition(word) || word == "of");
        // The words after "of" belong to the words before it: "the list of channels in a server".
        while (at >= 0 && Words[at] == "of") at = at == 0 ? -1 : Words.FindLastIndex(at - 1, IsPreposition);
        return at < 0 || at < Verb ? null : Words[at];
    }

    /// <summary>Returns the terms of the content words that meet a condition, without the verb.</summary>
    public List<string> Nouns(Func<int, bool> condition) =>
        [.. Content
            .Where(at => at != Verb && condition(at))
            .Select(at => Vocabulary.Term(Words[at]))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Returns those of the terms that are not said after "of": the tracks in "the tracks of an album". A word for an
    /// amount is no thing: "a list of tracks" is about tracks.
    /// </summary>
    public List<string> HeadsOf(IReadOnlyCollection<string> terms)
    {
        var of = Words.FindIndex(Math.Max(0, Verb), word => word == "of");
        if (of < 0) return [.. terms];
        return
        [
            .. Nouns(at => at < of && Preposition(at) is null && !Amounts.Contains(Words[at]))
                .Where(term => terms.Contains(term, StringComparer.Ordinal)),
        ];
    }

    /// <summary>
    /// Whether a term is a participle after its noun, as in "files shared". "The authenticated user" has none.
    /// </summary>
    public bool IsParticiple(string term) => Content.Any(at => IsParticiple(at) && Vocabulary.Term(Words[at]) == term);

    /// <summary>Returns the nouns of which all are meant: "for every new repository", "in each shop".</summary>
    public IEnumerable<string> Quantified()
    {
        for (var at = 0; at + 1 < Words.Count; at++)
        {
            if (Words[at] is not ("every" or "each" or "per")) continue;
            // The last of the nouns that follow is the thing itself: "every pull request".
            var noun = -1;
            for (var next = at + 1; next < Math.Min(Words.Count, at + 4); next++)
            {
                if (Content.Contains(next) && next != Verb) noun = next;
                else if (noun >= 0 || Words[next] is not "new") break;
            }

            if (noun >= 0) yield return Words[noun];
        }
    }

    /// <summary>Whether the word is a preposition that relates a noun to the verb.</summary>
    public static bool IsPreposition(string word) => Prepositions.Contains(word, StringComparer.Ordinal);

    private bool IsThing(int at) =>
        IsObject(at) && !IsParticiple(at) && !Words[at].EndsWith("ly", StringComparison.Ordinal);

    // "Give a customer a discount": the customer receives it.
    private bool IsObject(int at) => Preposition(at) is null && (at < Verb || at >= AfterRecipient);

    /// <summary>
    /// The position of the word before the verb's object: the verb, or the end of who receives it, as in "give each
    /// teacher a list".
    /// </summary>
    public int BeforeObject => AfterRecipient > 0 ? AfterRecipient - 1 : Verb;

    // Where the second of two objects begins.
    private int AfterRecipient => _afterRecipient ??= Commands.AfterRecipient(Words, Verb, Content);

    private bool IsParticiple(int at) => Vocabulary.IsParticiple(Words[at]) && !Content.Contains(at + 1);

    // "Let us see who can push": after a question word, the verb is not a command.
    private static int FindVerb(List<string> words, Func<string, bool> isName)
    {
        var question = words.FindIndex(1, word => QuestionWords.Contains(word, StringComparer.Ordinal));
        if (question < 0) return FindVerbIn(words, isName);
        return FindVerbIn(words[..question], isName) is >= 0 and var verb ? verb : -1;
    }

    private static int FindVerbIn(List<string> words, Func<string, bool> isName)
    {
        // "Links anyone can open" are links.
        if (Commands.RelativeAt(words) is > 0 and var relative) return FindVerbIn(words[..relative], isName);
        // The position of the word before the verb, such as "to" in "want to"; -1 if there is none.
        var introduction = words.FindIndex(word => Wishes.Contains(word, StringComparer.Ordinal)) + 1;
        var hasWish = introduction > 0 && introduction < words.Count && words[introduction] == "to";
        if (!hasWish)
        {
            introduction = words.FindIndex(word => Modals.Contains(word, StringComparer.Ordinal));
        }

        var first = introduction + 1;
        var known = FindKnownVerb(words, first);
        var mayBeUnknownVerb = known != first && first + 1 < words.Count && !RequirementSplitter.IsCondition(words);
        if (!mayBeUnknownVerb) return known;
        // "I want to be told" and "he shall can plan" have no verb there.
        if (introduction >= 0 && NoVerbs.Contains(words[first])) return known;
        return introduction >= 0 || LooksLikeVerb(words[0], words[1], isName) ? first : known;
    }

    // A verb in its base form comes before other forms, which are often adjectives: "the merged pull requests".
    private static int FindKnownVerb(List<string> words, int first)
    {
        for (var at = first; at < words.Count; at++)
        {
            if (IsKnownVerb(words[at]) && IsBase(words[at]) && MayBeVerb(words, at, first)) return at;
        }

        for (var at = first; at < words.Count; at++)
        {
            var isOtherForm = IsKnownVerb(words[at]) && !IsBase(words[at]) && !IsNoun(words[at])
                && !IsPluralNoun(words, at);
            if (isOtherForm && MayBeVerb(words, at, first) && !IsAdjective(words, at)) return at;
        }

        return -1;
    }

    private static bool MayBeVerb(List<string> words, int at, int first)
    {
        // "Open orders older than a week" are orders that are open.
        if (words[at] == "open" && IsBeforePlural(words, at)) return false;
        if (Evaluations.IsNoun(words, at)) return false;
        if (at == first) return true;
        // "The artists that I follow" are artists.
        if (at >= first + 2 && Commands.IsRelative(words[at - 2], words[at - 1])) return false;
        // "Reminders set by the team": what has an agent is a participle.
        if (at + 1 < words.Count && words[at + 1] == "by") return false;
        var before = words[at - 1];
        if (before == "of" || Determiners.Contains(before, StringComparer.Ordinal)) return false;
        return !Vocabulary.IsNounToo(words[at]) || Subjects.Contains(before, StringComparer.Ordinal);
    }

    // "Edits in a channel" are things. "Creates an issue" is an operation.
    private static bool IsPluralNoun(List<string> words, int at)
    {
        if (words[at] == Generation.Planning.Words.Singular(words[at])) return false;
        var isFollowed = at + 1 < words.Count && !IsPreposition(words[at + 1]) && words[at + 1] is not ("of" or "per")
            && !Commands.FollowsNoun(words, at + 1);
        var isPreceded = at > 0 && !IsPreposition(words[at - 1]) && words[at - 1] is not ("of" or "per");
        return !isFollowed || (at > 0 && !isPreceded);
    }

    // "Deleted tickets" and "tickets that were deleted" are tickets. "Spam is deleted" is an operation.
    private static bool IsAdjective(List<string> words, int at)
    {
        if (!Vocabulary.IsParticiple(words[at])) return false;
        var isPassive = Enumerable.Range(Math.Max(0, at - 2), Math.Min(2, at))
            .Any(before => words[before] is "be" or "is" or "are" or "get" or "gets");
        return !isPassive || words.Take(at).Any(word => word is "that" or "which" or "who" or "whose")
            || Commands.IsAttribute(words, at);
    }

    private static bool IsBeforePlural(List<string> words, int at)
    {
        for (var next = at + 1; next < Math.Min(words.Count, at + NounWords); next++)
        {
            var ends = IsPreposition(words[next]) || Determiners.Contains(words[next], StringComparer.Ordinal);
            if (ends) return false;
            if (Vocabulary.IsPlural(words[next])) return true;
        }

        return false;
    }

    // "Settings", "promotions" and "payments" have the stem of a verb.
    private static bool IsNoun(string word) =>
        Vocabulary.IsNounToo(word)
        || word.EndsWith("ings", StringComparison.Ordinal)
        || Generation.Planning.Words.Singular(word) is var singular
        && (singular.EndsWith("tion", StringComparison.Ordinal)
            || singular.EndsWith("sion", StringComparison.Ordinal)
            || singular.EndsWith("ment", StringComparison.Ordinal));

    private static bool IsBase(string word) =>
        word == Generation.Planning.Words.Singular(word)
        && !word.EndsWith("ing", StringComparison.Ordinal)
        && !Vocabulary.IsParticiple(word);

    /// <summary>Whether a word is a verb of an operation.</summary>
    public static bool IsKnownVerb(string word) =>
        Vocabulary.IntentOfWish(word) != Intent.Unknown || Vocabulary.IsMove(word);

    // An unknown verb is recognized by the next word: "refund it", "record a payment", "comment on an issue", "announce
    // GitHub releases".
    private static bool LooksLikeVerb(string word, string next, Func<string, bool> isName)
    {
        var isOtherWord = isName(word) || Vocabulary.IsParticiple(word) || NoVerbs.Contains(word)
            || Determiners.Contains(word, StringComparer.Ordinal) || IsPreposition(word);
        if (isOtherWord) return false;
        return (Vocabulary.IsNotifying(word) && word == Generation.Planning.Words.Singular(word))
            || Determiners.Contains(next, StringComparer.Ordinal)
            || isName(next)
            || (IsPreposition(next) && !Vocabulary.IsPlural(word));
    }
}
