using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The words of integrations: verbs by what they do, nouns that mean the same, and words that mean nothing.</summary>
internal static class Vocabulary
{
    private static readonly FrozenDictionary<string, Intent> Intents = Stems(
    [
        (Intent.List, "list search find query browse enumerate filter lookup export poll watch monitor check"),
        (Intent.Get, "get read fetch retrieve show view download load describe look see obtain inspect count track"),
        (Intent.Create, "create add post insert send upload make open submit register publish raise import write push place record log schedule generate save"),
        (Intent.Update, "update edit change modify patch set rename replace move close assign merge mark resolve reopen put transition configure enable disable activate deactivate"),
        (Intent.Delete, "delete remove destroy erase drop cancel revoke unassign unsubscribe uninstall kick"),
    ]);

    // Verbs so general that as words they tell nothing; "upload" or "search" tells a lot.
    private static readonly FrozenSet<string> General = Set("list get read fetch retrieve show view create add make update edit change set delete remove put insert post send look see new");

    /// <summary>Verbs that move things from one system into another.</summary>
    private static readonly FrozenSet<string> Moves = Set(
        "mirror sync synchronise synchronize copy replicate import export forward transfer migrate push send post backup publish archive");

    // Those of them that are done within one system as well.
    private static readonly FrozenSet<string> MovesWithinSystem = Set("copy forward transfer archive publish");

    // Verbs that are nouns as often as not in ids: /checks, /exports, /merges.
    private static readonly FrozenSet<string> Nouns = Set("check watch export import merge patch move monitor view show query filter load close open place record log schedule count track look");

    private static readonly FrozenSet<string> StopWords = Plain(
        "a an the of in on at to into onto from for by with as is are be was were been being it its this that these those they them "
        + "and or not no any all every each some new one when whenever once if after before then while via per using use used between "
        + "my our your their his her own which who whose what where there here also both so such than only just please want need "
        + "should must shall will would can could may has have had do does did i we you he she up out about within without same "
        + "always automatically new back keep integration system api endpoint record data every time soon against through id ids "
        + "minute hour day night week month year daily nightly hourly weekly monthly today");

    // Telling somebody something takes a message, whether or not the requirement calls it that; what is posted may be one.
    private static readonly FrozenSet<string> Notifying = Set("notify alert tell inform announce ping warn text");
    private static readonly FrozenSet<string> Sending = Set("post send");

    // Verbs of two words, and the one that stands for both.
    private static readonly FrozenDictionary<(string, string), string> Phrases =
        ("look up get, find out get, set up create, spin up create, sign up register, fill in submit, take down delete, kick off start, "
        + "turn on enable, turn off disable, roll back rollback, back up backup, every time whenever, each time whenever, set a create, set an create")
        .Split(", ").Select(phrase => phrase.Split(' ')).ToFrozenDictionary(words => (words[0], words[1]), words => words[2]);

    // Each word means the first of its group.
    private static readonly FrozenDictionary<string, string> Synonyms = new[]
    {
        "repository repo repositori", "organization org organisation", "message msg sms", "pull pr", "user member account_user membership",
        "customer client", "invoice bill", "email mail", "picture image photo", "ticket case", "directory folder",
        "channel conversation", "person people", "employee staff worker", "webhook hook", "environment env", "variable var",
        "issue bug", "inventory stock", "vendor supplier", "dispatch trigger", "notify notification", "invite invitation",
        "pay payment", "subscribe subscription", "transcribe transcription", "verify verification", "deploy deployment", "ship shipment",
        "buy purchase", "search find lookup", "send sent", "authorize authorise",
    }.SelectMany(group => group.Split(' ').Select(Words.Stem).ToArray() is var words ? words.Skip(1).Select(word => (word, words[0])) : [])
     .ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The stem that stands for a word and for what means the same.</summary>
    public static string Term(string word) => Words.Stem(word) is var stem && Synonyms.TryGetValue(stem, out var same) ? same : stem;

    public static Intent IntentOf(string word) => Intents.GetValueOrDefault(Words.Stem(word));

    /// <summary>As <see cref="IntentOf"/>, for a word that may be a noun just as well.</summary>
    public static Intent IntentInName(string word) => Nouns.Contains(word) ? Intent.Unknown : IntentOf(word);

    public static bool IsGeneral(string word) => General.Contains(word) || General.Contains(Words.Stem(word));

    /// <summary>How much a verb counts as a word beside what it asks to do.</summary>
    public static double WeightOfVerb(string word) => IsGeneral(word) ? 0.25 : 0.7;

    public static bool IsPlural(string word) => word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i');

    public static bool IsMove(string word) => Moves.Contains(Words.Stem(word));

    /// <summary>Whether a verb that moves things may do so within one system.</summary>
    public static bool IsMoveWithinSystem(string word) => MovesWithinSystem.Contains(Words.Stem(word));

    // Not by its stem: "records" mean as little as "record", but a "recording" is a thing.
    public static bool IsStopWord(string word) => word.Length < 2 || StopWords.Contains(word) || StopWords.Contains(Words.Singular(word));

    /// <summary>Whether what the verb does takes a message, and those it is done to are told.</summary>
    public static bool IsNotifying(string word) => Notifying.Contains(Words.Stem(word));

    /// <summary>Whether what the verb does may take a message.</summary>
    public static bool IsSending(string word) => Sending.Contains(Words.Stem(word));

    /// <summary>Whether the word says what has become of a thing, as in "files shared" and "failed jobs".</summary>
    public static bool IsParticiple(string word) => word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e';

    /// <summary>The words, with verbs of two words made one.</summary>
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

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ').SelectMany(word => new[] { word, Words.Stem(word) }).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Plain(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, Intent> Stems((Intent Intent, string Words)[] groups) =>
        groups.SelectMany(group => group.Words.Split(' ').Select(word => (Stem: Words.Stem(word), group.Intent)))
            .DistinctBy(pair => pair.Stem, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Stem, pair => pair.Intent, StringComparer.Ordinal);
}
