namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Determines the roles of the systems in a sentence. Something that is moved is read from its source and created in
/// its target. "Create a GitHub issue for every Intercom ticket" creates in one system and reads from the other.
/// </summary>
internal static class SystemRoles
{
    public static IEnumerable<SystemRole> Of(Sentence sentence, List<(int Source, int At)> mentions)
    {
        var distinct = mentions.DistinctBy(mention => mention.Source).ToList();
        var objects = sentence.Nouns(at => sentence.Preposition(at) is null);
        if (objects.Count == 0) objects = sentence.Nouns(_ => true);
        var verb = sentence.Verb < 0 ? Intent.Unknown : Vocabulary.IntentOfWish(sentence.Words[sentence.Verb]);
        var isPassive = verb is Intent.Unknown or Intent.List or Intent.Get;
        // "Between A and B" and "A and B" have no target: both systems are read and written.
        var undecided = sentence.IsMove && !distinct.Exists(mention => IsTarget(sentence, mention.At));
        // "Book every Parcelry payment in Boxwood": what is booked is only read.
        var place = distinct.FindIndex(mention => HasLocationPreposition(sentence, mention.At)
            && !IsAfterFrom(sentence, mention.At)
            && distinct.Exists(other => other.At < mention.At && sentence.Preposition(other.At) is null));
        var hasTarget = place >= 0 || distinct.Exists(mention => IsTarget(sentence, mention.At));
        // "Add it as a note": what is created is a note.
        var results = sentence.Nouns(at => sentence.Preposition(at) == "as");
        // "Turn the calls into tickets": what is created is a ticket.
        var converts = sentence.Verb >= 0 && sentence.Words[sentence.Verb] == "convert";
        if (converts) results = sentence.Nouns(at => sentence.Preposition(at) == "into");
        foreach (var (source, at) in distinct)
        {
            var own = NounsOf(sentence, mentions, at);
            var hasOtherTarget = distinct.Exists(other => other.At != at && HasTargetPreposition(sentence, other.At));
            var isOnlyLocation = HasLocationPreposition(sentence, at) && hasOtherTarget;
            var isPlace = place >= 0 && !isPassive && distinct[place].Source == source;
            var isTarget = isPlace || (IsTarget(sentence, at) && !isOnlyLocation);
            var isObject = sentence.Preposition(at) is null;
            var isWritten = isObject && !sentence.IsMove && !isPassive && !hasTarget;
            if (undecided || (sentence.IsMove && !isTarget))
            {
                yield return new(source, Intent.List, own ?? objects, own is null ? [] : objects);
                yield return new(source, Intent.Get, own ?? objects, own is null ? [] : objects);
            }
            else if (!isTarget && !isWritten)
            {
                yield return new(source, Intent.List, own ?? objects, own is null ? [] : objects);
            }

            if (undecided || isTarget)
            {
                var intent = sentence.IsMove || isPassive || converts ? Intent.Create : verb;
                var created = results.Count > 0 ? results : WithoutOthers(at);
                var others = objects.Except(created, StringComparer.Ordinal);
                yield return new(source, intent, created, [.. own ?? [], .. others]);
            }
            else if (isWritten)
            {
                yield return new(source, verb, own ?? objects, []);
            }
        }

        // "Give Stripe customers access to Box": the customers are not in Box.
        List<string> WithoutOthers(int at)
        {
            var others = distinct.Where(other => other.At != at)
                .SelectMany(other => NounsOf(sentence, mentions, other.At) ?? [])
                .ToHashSet(StringComparer.Ordinal);
            var left = objects.Where(noun => !others.Contains(noun)).ToList();
            return left.Count > 0 ? left : objects;
        }
    }

    /// <summary>Whether the system at a position is the target of the operation.</summary>
    public static bool IsTarget(Sentence sentence, int at) =>
        HasTargetPreposition(sentence, at)
        || (HasLocationPreposition(sentence, at) && at > sentence.Words.Count / 2 && !IsAfterFrom(sentence, at));

    // "Create a page from what was said in a Slack channel" reads the channel. "Store the labels from Parcelry in
    // Boxwood" does not read Boxwood.
    private static bool IsAfterFrom(Sentence sentence, int at)
    {
        var from = sentence.Words.FindIndex(Math.Max(0, sentence.Verb), word => word == "from");
        var place = sentence.Words.FindLastIndex(at, Sentence.IsPreposition);
        return from >= 0 && from < at && sentence.Content.Any(word => word > from && word < place);
    }

    private static bool HasTargetPreposition(Sentence sentence, int at) => sentence.Preposition(at)
        is "to" or "into" or "onto" or "as" or "with" or "via" or "using" or "through";

    private static bool HasLocationPreposition(Sentence sentence, int at) =>
        sentence.Preposition(at) is "in" or "on";

    // The nouns directly after the name of a system are objects in it, such as "every Intercom ticket".
    private static List<string>? NounsOf(Sentence sentence, List<(int Source, int At)> mentions, int at)
    {
        var end = mentions
            .Where(mention => mention.At > at)
            .Select(mention => mention.At)
            .DefaultIfEmpty(sentence.Words.Count)
            .Min();
        var nouns = sentence.Nouns(IsAfterName);
        return nouns.Count > 0 ? nouns : null;

        bool IsAfterName(int word) =>
            word > at && word < end && sentence.Preposition(word) == sentence.Preposition(at);
    }
}
