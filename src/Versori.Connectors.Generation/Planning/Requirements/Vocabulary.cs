using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The vocabulary of integrations: verbs with their intents, synonyms, and stop words.</summary>
internal static class Vocabulary
{
    private static readonly FrozenDictionary<string, Intent> Intents = Stems(
    [
        (Intent.List, "list search find query browse enumerate filter lookup export poll watch monitor check"),
        (Intent.Get, "get read fetch retrieve show view download load describe look see obtain inspect count track"),
        (
            Intent.Create,
            "create add post insert send upload make open submit register publish raise import write push place "
            + "record log schedule generate save"),
        (
            Intent.Update,
            "update edit change modify patch set rename replace move close assign merge mark resolve reopen put "
            + "transition configure enable disable activate deactivate"),
        (Intent.Delete, "delete remove destroy erase drop cancel revoke unassign unsubscribe uninstall kick"),
    ]);

    // Verbs that are too general to be significant terms, unlike "upload" or "search".
    private static readonly FrozenSet<string> General = Set(
        "list get read fetch retrieve show view create add make update edit change set delete remove put insert "
        + "post send look see new");

    // Verbs that move something from one system to another.
    private static readonly FrozenSet<string> Moves = Set(
        "mirror sync synchronise synchronize copy replicate import export forward transfer migrate push send "
        + "post backup publish archive");

    // Those of them that can also happen within one system.
    private static readonly FrozenSet<string> MovesWithinSystem = Set("copy forward transfer archive publish");

    // Verbs that are often nouns in ids: /checks, /exports, /merges.
    private static readonly FrozenSet<string> Nouns = Set(
        "check watch export import merge patch move monitor view show query filter load close open place record "
        + "log schedule count track look");

    private static readonly FrozenSet<string> StopWords = Plain(
        "a an the of in on at to into onto from for by with as is are be was were been being it its this that "
        + "these those they them and or not no any all every each some new one when whenever once if after before "
        + "then while via per using use used between my our your their his her own which who whose what where "
        + "there here also both so such than only just please want need should must shall will would can could "
        + "may has have had do does did i we you he she up out about within without same always automatically new "
        + "back keep integration system api endpoint record data every time soon against through id ids minute "
        + "hour day night week month year daily nightly hourly weekly monthly today");

    // A notification needs a message, also if the requirement does not mention one. Posting and sending can need one.
    private static readonly FrozenSet<string> Notifying = Set("notify alert tell inform announce ping warn text");
    private static readonly FrozenSet<string> Sending = Set("post send");

    // Verbs of two words, and the word that replaces them.
    private static readonly FrozenDictionary<(string, string), string> Phrases =
        ("look up get, find out get, set up create, spin up create, sign up register, fill in submit, take down "
        + "delete, kick off start, turn on enable, turn off disable, roll back rollback, back up backup, every "
        + "time whenever, each time whenever, set a create, set an create")
        .Split(", ")
        .Select(phrase => phrase.Split(' '))
        .ToFrozenDictionary(words => (words[0], words[1]), words => words[2]);

    // Each word is a synonym of the first word of its group.
    private static readonly FrozenDictionary<string, string> Synonyms = new[]
    {
        "repository repo repositori", "organization org organisation", "message msg sms", "pull pr",
        "user member account_user membership",
        "customer client", "invoice bill", "email mail", "picture image photo", "ticket case", "directory folder",
        "channel conversation", "person people", "employee staff worker", "webhook hook", "environment env",
        "variable var",
        "issue bug", "inventory stock", "vendor supplier", "dispatch trigger", "notify notification",
        "invite invitation",
        "pay payment", "subscribe subscription", "transcribe transcription", "verify verification",
        "deploy deployment", "ship shipment",
        "buy purchase", "search find lookup", "send sent", "authorize authorise",
    }
        .SelectMany(SynonymsOf)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the term of a word: the stem of the word, or of the first of its synonyms.</summary>
    public static string Term(string word)
    {
        var stem = Words.Stem(word);
        return Synonyms.GetValueOrDefault(stem, stem);
    }

    /// <summary>Returns the intent of a verb.</summary>
    public static Intent IntentOf(string word) => Intents.GetValueOrDefault(Words.Stem(word));

    /// <summary>
    /// Returns the intent of a word in a name; <see cref="Intent.Unknown"/> for a verb that is often a noun there.
    /// </summary>
    public static Intent IntentInName(string word) => Nouns.Contains(word) ? Intent.Unknown : IntentOf(word);

    public static bool IsGeneral(string word) => General.Contains(word) || General.Contains(Words.Stem(word));

    /// <summary>Returns the weight of a verb as a term, in addition to its intent.</summary>
    public static double WeightOfVerb(string word) => IsGeneral(word) ? 0.25 : 0.7;

    public static bool IsPlural(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i');

    public static bool IsMove(string word) => Moves.Contains(Words.Stem(word));

    /// <summary>Whether a verb can move something within one system.</summary>
    public static bool IsMoveWithinSystem(string word) => MovesWithinSystem.Contains(Words.Stem(word));

    // Stems are not compared: "records" is a stop word like "record", but "recording" is not.
    public static bool IsStopWord(string word) =>
        word.Length < 2 || StopWords.Contains(word) || StopWords.Contains(Words.Singular(word));

    /// <summary>Whether the verb needs a message, and its object is the recipient.</summary>
    public static bool IsNotifying(string word) => Notifying.Contains(Words.Stem(word));

    /// <summary>Whether the verb can need a message.</summary>
    public static bool IsSending(string word) => Sending.Contains(Words.Stem(word));

    /// <summary>Whether the word is a participle, as in "files shared" and "failed jobs".</summary>
    public static bool IsParticiple(string word) =>
        word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e';

    /// <summary>Returns the words, with verbs of two words replaced by one word.</summary>
    public static List<string> WithoutPhrases(List<string> words)
    {
        var simple = new List<string>(words.Count);
        for (var at = 0; at < words.Count; at++)
        {
            var isPhrase = at + 1 < words.Count && Phrases.ContainsKey((words[at], words[at + 1]));
            simple.Add(isPhrase ? Phrases[(words[at], words[at + 1])] : words[at]);
            if (isPhrase) at++;
        }

        return simple;
    }

    private static IEnumerable<KeyValuePair<string, string>> SynonymsOf(string group)
    {
        var stems = group.Split(' ').Select(Words.Stem).ToArray();
        return stems.Skip(1).Select(stem => KeyValuePair.Create(stem, stems[0]));
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ').SelectMany(word => new[] { word, Words.Stem(word) }).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Plain(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, Intent> Stems((Intent Intent, string Words)[] groups) =>
        groups.SelectMany(group => group.Words.Split(' ').Select(word => (Stem: Words.Stem(word), group.Intent)))
            .DistinctBy(pair => pair.Stem, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Stem, pair => pair.Intent, StringComparer.Ordinal);
}
