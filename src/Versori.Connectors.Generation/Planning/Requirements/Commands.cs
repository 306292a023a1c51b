using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Tells commands from what only looks like one. A word may be a verb and a noun, and what is ordered may be a reading.
/// </summary>
internal static class Commands
{
    // Who gets something is said before the thing, with at most this many words.
    private const int RecipientWords = 6, Near = 3;

    private static readonly FrozenSet<string> Questions =
        Set("how what which who whom whose whether why where");

    // Verbs with two objects: "give a customer a discount".
    private static readonly FrozenSet<string> WithRecipient = Set(
        "give send offer hand show mail email text write grant issue award lend pay sell buy bring make get order book "
        + "drop pass assign leave add find create");

    private static readonly FrozenSet<string> Determiners =
        Set("a an the all every each its their his her this these any some my our your new");

    // Who is told something without a word for the way is the speaker, who reads the plan's result.
    private static readonly FrozenSet<string> Telling =
        Set("notify alert tell inform announce warn send give hand pass bring build draw make show get");

    private static readonly FrozenSet<string> Messages =
        Set("message mail email sms text note notification letter reminder invitation call access");

    private static readonly FrozenSet<string> Topics = Set("about of that which when whenever if who what");

    private static readonly FrozenSet<string> Ways = Set("in on via by through over to into at");

    private static readonly FrozenSet<string> AfterNoun =
        Set("that which who whose were was are is have has had due since after before");

    private static readonly FrozenSet<string> Anyone =
        Set("anyone everyone someone anybody everybody somebody nobody people we you they i he she");

    private static readonly FrozenSet<string> Outsiders = Set(
        "customer client guest buyer shopper visitor prospect patient subscriber applicant candidate tenant debtor");

    private static readonly FrozenSet<string> Auxiliaries = Set("is are was were has have had");

    private static readonly FrozenSet<string> Necessities = Set("need needs have has ought want wants are is going");

    /// <summary>Whether the verb is followed by a question: "follow how the price changes".</summary>
    public static bool Reads(Sentence sentence) =>
        sentence.Verb + 1 < sentence.Words.Count
        && Questions.Contains(sentence.Words[sentence.Verb + 1])
        && sentence.Words[sentence.Verb] is not ("set" or "change" or "adjust" or "correct" or "limit")
        && !Vocabulary.IsNotifying(sentence.Words[sentence.Verb]);

    /// <summary>
    /// Whether somebody else does something: "a client sends the goods back". It is found by reading.
    /// </summary>
    public static bool IsEvent(Sentence sentence)
    {
        var words = sentence.Words;
        return sentence.Verb is > 0 and <= Near
            && words[sentence.Verb] != Words.Singular(words[sentence.Verb])
            && words[0] is "a" or "an" or "the" or "each" or "every" or "our" or "one"
            && words.Take(sentence.Verb).Any(word => Outsiders.Contains(word));
    }

    /// <summary>
    /// Whether a word that may be a verb has no object: "text" in "what we spend on phone and text this month".
    /// </summary>
    public static bool IsOnlyNoun(Sentence sentence) =>
        sentence.Content.Count == 1
        && sentence.Words.Count > 1
        && Vocabulary.IsNounToo(sentence.Words[sentence.Verb])
        && !sentence.Words.Exists(word =>
            Anyone.Contains(word) || word is "it" or "them" or "him" or "her" or "me" or "us");

    /// <summary>Whether it says what for: "so he can log in again".</summary>
    public static bool IsPurpose(Sentence sentence) => sentence.Words[0] == "so";

    /// <summary>Whether a statement is made about a deed: "making new ones stays as it is".</summary>
    public static bool IsAboutDeed(Sentence sentence) =>
        sentence.Verb == 0
        && sentence.Words[0].EndsWith("ing", StringComparison.Ordinal)
        && sentence.Words.Exists(word => word is "is" or "are" or "stays" or "remains" or "happens" or "works");

    /// <summary>Whether the speaker wants to know something: "warn me when …", but not "warn me by mail".</summary>
    public static bool TellsSpeaker(Sentence sentence)
    {
        var words = sentence.Words;
        if (sentence.Verb + 1 >= words.Count || !Telling.Contains(words[sentence.Verb])) return false;
        if (words[sentence.Verb + 1] is not ("me" or "us")) return false;
        // "About the messages" says what it is about, and not how it is told.
        var rest = words.Skip(sentence.Verb + 2).TakeWhile(word => !Topics.Contains(word)).ToList();
        return !rest.Exists(word => Messages.Contains(Words.Singular(word))) && !rest.Exists(Ways.Contains);
    }

    /// <summary>Returns the term of the way that somebody is told something: "by mail".</summary>
    public static string? Way(Sentence sentence)
    {
        var words = sentence.Words;
        var by = words.FindIndex(Math.Max(0, sentence.Verb), word => word is "by" or "via" or "per");
        return by >= 0 && by + 1 < words.Count && Messages.Contains(Words.Singular(words[by + 1]))
            ? Vocabulary.Term(words[by + 1])
            : null;
    }

    /// <summary>Whether nothing is to be done: "book me nothing yet".</summary>
    public static bool AsksNothing(Sentence sentence) => sentence.Verb >= 0
        && sentence.Words.Skip(sentence.Verb + 1).SkipWhile(word => word is "me" or "us" or "him" or "her" or "them")
            .FirstOrDefault() is "nothing" or "none" or "nobody";

    /// <summary>Whether something must not be done: "send no messages".</summary>
    public static bool Excludes(Sentence sentence)
    {
        var words = sentence.Words;
        return sentence.Verb >= 0 && sentence.Verb + 2 < words.Count && words[sentence.Verb + 1] == "no"
            && words[sentence.Verb + 2] is not ("more" or "later" or "less" or "longer" or "matter");
    }

    /// <summary>
    /// Whether a part without a command says more about something, and continues no command: "tickets about returns are
    /// growing", "knowing only the address".
    /// </summary>
    public static bool States(Sentence sentence) => sentence.Words[0].EndsWith("ing", StringComparison.Ordinal)
        || sentence.Words.Skip(1).Any(Auxiliaries.Contains);

    /// <summary>
    /// Whether the word at a position shows that the word before is a noun: "invites that were sent", "cancels
    /// included".
    /// </summary>
    public static bool FollowsNoun(List<string> words, int at)
    {
        if (AfterNoun.Contains(words[at])) return true;
        var ends = at + 1 == words.Count || Sentence.IsPreposition(words[at + 1]);
        return ends && Vocabulary.IsParticiple(words[at]);
    }

    /// <summary>Whether a passive says what is to happen to a thing: "branches to be deleted".</summary>
    public static bool IsAttribute(List<string> words, int participle) =>
        participle > 2 && words[participle - 1] == "be" && words[participle - 2] == "to"
        && !Necessities.Contains(words[participle - 3]);

    /// <summary>
    /// Returns where a clause without a relative pronoun begins, whose verb ends the sentence: "links anyone can open".
    /// </summary>
    public static int RelativeAt(List<string> words)
    {
        var modal = words.FindIndex(word => word is "can" or "could" or "may");
        return modal >= 2 && modal + 2 >= words.Count && Anyone.Contains(words[modal - 1]) ? modal : -1;
    }

    /// <summary>Whether two words begin a relative clause with a subject: "that I", "which we".</summary>
    public static bool IsRelative(string first, string second) =>
        first is "that" or "which" or "who" or "whom" or "where" or "how" && Anyone.Contains(second);

    /// <summary>
    /// Returns where the object begins after a recipient: the discount in "give a customer a discount".
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="verb">The position of the verb.</param>
    /// <param name="content">The positions of the content words.</param>
    public static int AfterRecipient(List<string> words, int verb, IReadOnlyList<int> content)
    {
        if (verb < 0 || !WithRecipient.Contains(words[verb])) return 0;
        var hasRecipient = false;
        for (var at = verb + 1; at < Math.Min(words.Count, verb + RecipientWords); at++)
        {
            if (Sentence.IsPreposition(words[at]) || words[at] == "of") return 0;
            if (hasRecipient && Determiners.Contains(words[at]))
            {
                var isNoun = at + 1 < words.Count && content.Any(word => word > at && word <= at + Near);
                return isNoun ? at : 0;
            }

            hasRecipient = hasRecipient || content.Contains(at);
        }

        return 0;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
