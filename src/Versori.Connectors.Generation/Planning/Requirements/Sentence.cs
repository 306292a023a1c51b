namespace Versori.Connectors.Generation.Planning;

/// <summary>A part of a requirement, taken apart: its verb, and what stands before and after its prepositions.</summary>
internal sealed class Sentence
{
    private static readonly string[] Determiners =
        ["it", "them", "the", "a", "an", "all", "every", "each", "its", "their", "this", "these", "any", "some", "my", "our", "new"];

    private static readonly string[] Prepositions =
        ["to", "into", "onto", "from", "in", "on", "for", "with", "via", "as", "at", "by", "within", "against", "between", "using", "through"];

    // "We want to refund payments", "it should refund payments": what follows is the verb.
    private static readonly string[] Wishes = ["want", "need", "like", "have", "able"];
    private static readonly string[] Modals = ["should", "must", "shall", "will", "please", "can"];

    private static readonly string[] BackReferences = ["it", "them", "they", "this", "that", "its", "their", "one"];

    /// <param name="words">Its words.</param>
    /// <param name="isName">Whether a word names a system.</param>
    public Sentence(List<string> words, Func<string, bool> isName)
    {
        Words = words;
        IsMoveBetween = words.Count(isName) > 1;
        Verb = FindVerb(words, isName);
        IsCondition = RequirementSplitter.IsCondition(words);
        Content = [.. Enumerable.Range(0, words.Count).Where(at => !isName(words[at]) && (at == Verb || !Vocabulary.IsStopWord(words[at])))];
    }

    public List<string> Words { get; }

    /// <summary>Where the verb is; negative: there is none.</summary>
    public int Verb { get; }

    /// <summary>Whether it says when something is to happen, and not what.</summary>
    public bool IsCondition { get; }

    /// <summary>The positions of the words that mean something.</summary>
    public IReadOnlyList<int> Content { get; }

    /// <summary>Whether it speaks of a part of what was spoken of before.</summary>
    public bool IsPossessive => Words.Exists(word => word is "its" or "their");

    /// <summary>What the verb is done to; of a condition, the first thing that it names.</summary>
    public List<string> Objects => IsCondition
        ? [.. Nouns(_ => true).Take(1)]
        : Nouns(at => Preposition(at) is null && !IsParticiple(at));

    /// <summary>Whether something goes from one system to another.</summary>
    public bool IsMoveBetween { get; }

    public bool IsMove => Verb >= 0 && Vocabulary.IsMove(Words[Verb]);

    /// <summary>Whether it speaks of what was spoken of before.</summary>
    public bool RefersBack => Words.Exists(word => BackReferences.Contains(word, StringComparer.Ordinal));

    /// <summary>The word that says how the word at a position belongs to the verb; <see langword="null"/> for its object.</summary>
    public string? Preposition(int position)
    {
        var at = Words.FindLastIndex(position, word => IsPreposition(word) || word == "of");
        // "The list of channels in a server": what follows "of" belongs to what stands before it.
        while (at >= 0 && Words[at] == "of") at = at == 0 ? -1 : Words.FindLastIndex(at - 1, IsPreposition);
        return at < 0 || at < Verb ? null : Words[at];
    }

    /// <summary>The terms of the content words, without the verb, that a condition holds for.</summary>
    public List<string> Nouns(Func<int, bool> condition) =>
        [.. Content.Where(at => at != Verb && condition(at)).Select(at => Vocabulary.Term(Words[at])).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a term says what has become of what stands before it: "files shared", unlike "the authenticated user".</summary>
    public bool IsParticiple(string term) => Content.Any(at => IsParticiple(at) && Vocabulary.Term(Words[at]) == term);

    private bool IsParticiple(int at) => Vocabulary.IsParticiple(Words[at]) && !Content.Contains(at + 1);

    private static bool IsPreposition(string word) => Prepositions.Contains(word, StringComparer.Ordinal);

    private static int FindVerb(List<string> words, Func<string, bool> isName)
    {
        var wished = words.FindIndex(word => Wishes.Contains(word, StringComparer.Ordinal)) + 1;
        if (wished == 0 || wished >= words.Count || words[wished] != "to") wished = words.FindIndex(word => Modals.Contains(word, StringComparer.Ordinal));
        var known = words.FindIndex(wished + 1, word => Vocabulary.IntentOf(word) != Intent.Unknown || Vocabulary.IsMove(word));
        var first = wished + 1;
        if (known == first || first + 1 >= words.Count || RequirementSplitter.IsCondition(words)) return known;
        return wished >= 0 || LooksLikeVerb(words[0], words[1], isName) ? first : known;
    }

    // "Refund it", "record a payment", "comment on an issue", "announce GitHub releases": a verb that is not known shows by
    // what follows it.
    private static bool LooksLikeVerb(string word, string next, Func<string, bool> isName) =>
        (Determiners.Contains(next, StringComparer.Ordinal) || Vocabulary.IsNotifying(word) || isName(next) || (IsPreposition(next) && !Vocabulary.IsPlural(word)))
        && !isName(word) && !Determiners.Contains(word, StringComparer.Ordinal) && !IsPreposition(word);
}
