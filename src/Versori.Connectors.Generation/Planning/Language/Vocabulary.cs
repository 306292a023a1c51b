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

    // Further verbs of people, which mean something else in the names of endpoints.
    private static readonly FrozenDictionary<string, Intent> Wishes = Stems(
    [
        (Intent.List, "collect gather pull report compile extract summarize summarise analyse analyze compare crawl"),
        (Intent.Get, "learn understand see determine figure"),
        (
            Intent.Create,
            "file enter store hand give grant collaborate invite attach enroll enrol onboard hire sell "
            + "book reserve bill launch draft compose write buy "
            + "order purchase provision announce "
            + "award offer issue request plan mail email text ring page"),
        (Intent.Update, "adjust correct fix promote extend refresh reset put keep"),
        (
            Intent.Act,
            "subscribe react reply comment apply tag label share "
            + "draw ban block follow pin star assign refund restore return load redeem capture approve reject stop "
            + "pause resume run rerun retry trigger start "
            + "sign verify validate convert translate transcribe duplicate clone ship fulfil fulfill transfer deploy "
            + "rollback lock unlock protect mute unmute hide pay payout settle charge call dial play skip rate vote "
            + "escalate snooze recover renew reschedule switch scale resize reboot restart encrypt decrypt end "
            + "terminate clear accept decline confirm complete finish speak queue continue"),
        (Intent.Delete, "purge wipe withdraw expel unpin unfollow untag detach unban"),
    ]);

    // Verbs that are too general to be significant terms, unlike "upload" or "search".
    private static readonly FrozenSet<string> General = Set(
        "list get read fetch retrieve show view create add make update edit change set delete remove put insert "
        + "post send look see new");

    private static readonly string[][] AlikeVerbs =
    [
        [.. "create add make insert post put new".Split(' ').Select(Words.Stem)],
        [.. "update edit change modify set patch".Split(' ').Select(Words.Stem)],
        [.. "delete remove".Split(' ').Select(Words.Stem)],
        [.. "list get read fetch retrieve show view".Split(' ').Select(Words.Stem)],
    ];

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

    private static readonly FrozenSet<string> NounsToo = Plain(
        "order book issue bill label tag comment text email mail page plan request start post message record log star "
        + "file "
        + "pin share offer award ban block charge call run play rate vote transfer return refund switch scale end sign "
        + "report extract draft launch purchase review display import export place schedule update merge patch move "
        + "monitor view show query filter load open count track look change check watch ship lock queue reply reset "
        + "upload download search ring answer attach payout build deploy backup sync store hand");

    private static readonly FrozenSet<string> StopWords = Plain(
        "a an the of in on at to into onto from for by with as is are be was were been being it its this that "
        + "these those they them and or not no any all every each some new one when whenever once if after before "
        + "then while via per using use used between my our your their his her own which who whose what where "
        + "there here also both so such than only just please want need should must shall will would can could "
        + "may has have had do does did i we you he she up out about within without same always automatically new "
        + "back keep integration system api endpoint record data every time soon against through id ids minute "
        + "hour day night week month year daily nightly hourly weekly monthly today yesterday tomorrow monday tuesday "
        + "wednesday thursday friday saturday sunday morning evening now right everything anything something nothing "
        + "everybody everyone anybody anyone somebody someone people person thing ones many much more most few several "
        + "still already yet again ever never later next last first two three four five ten him us me myself "
        + "mine yours let make sure able like want wants needs because since until during other another else "
        + "well kind sort lot how why yes okay ok etc eg ie off over down away finally "
        + "but nor nobody none neither either whether whoever whatever himself herself itself themselves ourselves com "
        + "ago quarter weekend fortnight overnight noon midnight january february march april june july august "
        + "september october november december please");

    private static readonly FrozenSet<string> Adverbs = Plain(
        "quickly slowly directly exactly shortly simply clearly properly safely silently quietly nearly mostly "
        + "lately newly only recently regularly separately together respectively immediately instantly");

    private static readonly FrozenSet<string> Persons = Plain(
        "person people user member employee colleague teammate newcomer joiner starter leaver intern contractor hire "
        + "engineer developer agent staff someone somebody everyone everybody worker student teacher");

    // A notification needs a message, also if the requirement does not mention one. Posting and sending can need one.
    private static readonly FrozenSet<string> Notifying = Set("notify alert tell inform announce ping warn text");
    private static readonly FrozenSet<string> Sending = Set("post send");

    // Each word is a synonym of the first word of its group.
    private static readonly FrozenDictionary<string, string> Synonyms = new[]
    {
        "repository repo repositori", "organization org organisation", "message msg sms", "pull pr",
        "membership member",
        "customer client", "invoice bill", "email mail", "picture image photo", "directory folder",
        "webhook hook", "environment env",
        "variable var",
        "inventory stock", "vendor supplier", "dispatch trigger", "notify notification",
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

    /// <summary>Returns the intent of a verb in the description of an endpoint.</summary>
    public static Intent IntentOf(string word) => Intents.GetValueOrDefault(Words.Stem(word));

    /// <summary>Returns the intent of a verb in a requirement.</summary>
    public static Intent IntentOfWish(string word) =>
        Wishes.GetValueOrDefault(Words.Stem(word)) is not Intent.Unknown and var wish ? wish : IntentOf(word);

    /// <summary>
    /// Returns the intent of a word in a name; <see cref="Intent.Unknown"/> for a verb that is often a noun there.
    /// </summary>
    public static Intent IntentInName(string word) => Nouns.Contains(word) ? Intent.Unknown : IntentOf(word);

    public static bool IsGeneral(string word) => General.Contains(word) || General.Contains(Words.Stem(word));

    /// <summary>
    /// Returns the general verbs that mean the same as a general verb: "add" may be "insert" elsewhere.
    /// </summary>
    public static IEnumerable<string> Alike(string term) =>
        Array.Find(AlikeVerbs, group => group.Contains(term, StringComparer.Ordinal)) ?? [];

    /// <summary>Returns the weight of a verb as a term, in addition to its intent.</summary>
    public static double WeightOfVerb(string word) => IsGeneral(word) ? 0.12 : 0.7;

    public static bool IsPlural(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i');

    public static bool IsMove(string word) => Moves.Contains(Words.Stem(word));

    /// <summary>Whether a verb is more often a noun: it is a verb only where a command begins.</summary>
    public static bool IsNounToo(string word) => NounsToo.Contains(word) || NounsToo.Contains(Words.Singular(word));

    /// <summary>Whether a verb can move something within one system.</summary>
    public static bool IsMoveWithinSystem(string word) => MovesWithinSystem.Contains(Words.Stem(word));

    // Stems are not compared: "records" is a stop word like "record", but "recording" is not.
    public static bool IsStopWord(string word) =>
        word.Length < 2 || StopWords.Contains(word) || StopWords.Contains(Words.Singular(word));

    /// <summary>Whether the verb needs a message, and its object is the recipient.</summary>
    public static bool IsNotifying(string word) => Notifying.Contains(Words.Stem(word));

    /// <summary>Whether the verb sends mail, whatever its object is.</summary>
    public static bool IsMailing(string word) => word is "mail" or "mails" or "email" or "emails";

    /// <summary>Whether the verb can need a message.</summary>
    public static bool IsSending(string word) => Sending.Contains(Words.Stem(word));

    /// <summary>Whether the word is a participle, as in "files shared" and "failed jobs".</summary>
    public static bool IsParticiple(string word) =>
        word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e';

    /// <summary>Whether the word says how something is done, such as "really".</summary>
    public static bool IsAdverb(string word) =>
        (word.Length > 5 && word.EndsWith("ally", StringComparison.Ordinal)) || Adverbs.Contains(word);

    /// <summary>Whether the word begins a relative clause.</summary>
    public static bool IsRelative(string word) => word is "that" or "which" or "who" or "whose" or "whom";

    /// <summary>Whether the word is one for people, whose accounts are those of users.</summary>
    public static bool IsPerson(string word) => Persons.Contains(Words.Singular(word));

    /// <summary>Returns the verb of a participle, for example "sign" for "signed".</summary>
    public static string BaseOf(string participle) =>
        Wishes.ContainsKey(participle[..^1]) || Intents.ContainsKey(participle[..^1])
            ? participle[..^1]
            : Words.Stem(participle);

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
