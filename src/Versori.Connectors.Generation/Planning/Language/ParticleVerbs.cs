using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Verbs that consist of several words, such as "look up" and "give … back", and the single verb that means the same.
/// </summary>
internal static class ParticleVerbs
{
    // A particle belongs to its verb at most this many words later: "give the customers half of their money back".
    private const int Reach = 8;

    private static readonly string[] Ends = ["and", "then", "when", "if", "once", "whenever", "after", "but"];

    private static readonly string[] Relatives = ["that", "which", "who", "was", "were", "is", "are", "been", "back"];

    // The words of a verb follow each other, except where three dots stand for its object.
    private static readonly FrozenDictionary<string, (string[] Words, bool HasGap, string Verb)[]> Known =
    """
    let us see: show; let me see: show; send me the: show; send us the: show; send me all: show; send us all: show
    give me: show; give us: show; tell me: show; tell us: show; let me know: show; let us know: show; inform me: show
    give … access: collaborate; grant … access: collaborate; let … know: notify; keep … informed: notify
    keep … posted: notify; drop … note: notify; drop … line: notify; drop … in: post
    let me see: show; let me read: show; let us read: show; let me look: show; let me have: show
    add up: get; add … up: get; sum up: get; sum … up: get; count up: get; total up: get; work out: get
    work … out: get; break down: get; break … down: get; pull up: show; pull … up: show; bring up: show; set out: show
    set … against: compare; put … against: compare; hold … against: compare; match … against: compare
    put … next to: compare; place … next to: compare; put … beside: compare; run the numbers: get
    run the figures: get
    look up: lookup; look … up: lookup; look for: search; search for: search; find out: get; look at: show
    look which: search; look who: search; look what: show; keep track of: list; keep an eye on: list; watch for: list
    put together: create; put … together: create
    bring up a: create; bring up an: create; stand up a: create; fire up a: create; cut a: create; cut an: create
    take a look: show; take a: create; take an: create
    set up: create; set … up: create; spin up: create; spin … up: create; set a: create; set an: create
    put up: create; put … up: create; open up: create; line up: create; hook up: create; write up: create
    write down: create; draw up: create; come up with: create; leave a: create
    leaving a: create; leave an: create; ask … to: request
    sign up: register; sign … up: register; fill in: submit; fill … in: submit; hand in: submit; hand … in: submit
    hand over: assign; hand … over: assign; pass … on: forward; pass on: forward; carry over: copy; copy over: copy
    bring … in: invite; bring in: invite; let … in: invite; put … in: add; put … on: add; put … into: add
    put … to: add; put … onto: add; put … under: add; put … at: add; put on: add; stick … on: add; stick … in: add
    add … to: add; bring … back: restore; bring back: restore; get … back: restore; get back: restore
    let … see: share; let … read: share; allow … to: grant
    turn … down: reject; turn down: reject; take … offline: close; go back to: restore; send … for signature: sign;
    put … back: restore; put … there: add; put a: add; put an: add
    give … back: refund; pay … back: refund; send … back: return; roll back: rollback; roll … back: rollback
    top up: load; top … up: load; cash in: redeem; pay out: payout; ring up: call; read out: speak
    take … away: revoke; take away: revoke; take … off: remove; take off: remove; take … out: remove
    take … down: delete; take down: delete; throw … away: delete; throw away: delete; throw … out: remove
    kick … out: kick; kick out: kick; get rid of: delete; do away with: delete; clean up: delete; clean … up: delete
    wipe out: delete; tidy up: delete; call off: cancel; call … off: cancel; shut down: stop; shut … down: stop
    close down: close; turn on: enable; turn … on: enable; switch on: enable; switch … on: enable
    turn off: disable; turn … off: disable; switch off: disable; switch … off: disable; kick off: start
    mark … as paid: pay; mark as paid: pay; mark … paid: pay
    keep … up to date: update; keep up to date: update; mark … as: update; change … to: update; sign off: approve
    turn … into: convert; back up: backup; back … up: backup; send out: send; pull in: get; pull out: get
    every time: whenever; each time: whenever; as soon as: when; in case: if
    """
        .Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        .Select(pair => (Words: pair[0].Split(' ').Where(word => word != "…").ToArray(),
            HasGap: pair[0].Contains('…', StringComparison.Ordinal),
            Verb: pair[1]))
        .GroupBy(verb => verb.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.OrderBy(verb => verb.HasGap).ThenByDescending(verb => verb.Words.Length).ToArray(),
            StringComparer.Ordinal);

    /// <summary>Returns the words, with verbs of several words replaced by one word.</summary>
    public static List<string> Replace(List<string> words)
    {
        var simple = new List<string>(words.Count);
        var skipped = new bool[words.Count];
        if (Causative(words) is { } causative) words = causative;
        for (var at = 0; at < words.Count; at++)
        {
            if (skipped[at]) continue;
            var isVerb = Known.TryGetValue(words[at], out var verbs);
            var found = isVerb ? verbs!.FirstOrDefault(verb => Covers(verb, words, at, skipped)) : default;
            simple.Add(found.Verb ?? words[at]);
        }

        return simple;
    }

    // "Have a contract signed" is "sign a contract".
    private static List<string>? Causative(List<string> words)
    {
        if (words.Count < 3 || words[0] is not ("have" or "get")) return null;
        var at = words.FindIndex(2, Math.Min(Reach, words.Count - 2), Vocabulary.IsParticiple);
        // "Get the ticket that was deleted" deletes nothing.
        if (words.Take(Math.Max(0, at)).Any(word => Relatives.Contains(word, StringComparer.Ordinal))) return null;
        if (at < 0 || Vocabulary.IntentOfWish(words[at]) == Intent.Unknown) return null;
        return [Vocabulary.BaseOf(words[at]), .. words[1..at], .. words[(at + 1)..]];
    }

    private static bool Covers(
        (string[] Words, bool HasGap, string Verb) verb, List<string> words, int at, bool[] skipped)
    {
        var rest = verb.Words.AsSpan(1);
        if (!verb.HasGap)
        {
            if (at + rest.Length >= words.Count || !Matches(rest, words, at + 1)) return false;
            skipped.AsSpan(at + 1, rest.Length).Fill(true);
            return true;
        }

        // "Get rolled back" is a passive.
        if (words[at] == "get" && Vocabulary.IsParticiple(words[at + 1])) return false;
        for (var start = at + 2; start <= Math.Min(at + Reach, words.Count - rest.Length); start++)
        {
            if (Ends.Contains(words[start - 1], StringComparer.Ordinal)) return false;
            if (!Matches(rest, words, start)) continue;
            // In "let them fill in the form", "in" belongs to "fill".
            var isOfOther = start - 1 > at && Known.TryGetValue(words[start - 1], out var others)
                && others.Any(other => !other.HasGap && start + other.Words.Length - 1 <= words.Count
                    && Matches(other.Words.AsSpan(1), words, start));
            if (isOfOther) return false;
            // "Put the file in the vault": the preposition stays, because it belongs to the place.
            var isPreposition = start + rest.Length < words.Count && rest.Length == 1 && rest[0] is
                "in" or "on" or "into" or "to" or "onto" or "under" or "at" or "as";
            if (!isPreposition) skipped.AsSpan(start, rest.Length).Fill(true);
            // "Take them out of the team" is about them: the team is only where they are.
            var next = start + rest.Length;
            if (rest is ["out"] && next < words.Count && words[next] == "of") words[next] = "from";
            return true;
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<string> verb, List<string> words, int start)
    {
        for (var at = 0; at < verb.Length; at++)
        {
            if (words[start + at] != verb[at]) return false;
        }

        return true;
    }
}
