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
        var verb = sentence.Verb < 0 ? Intent.Unknown : Vocabulary.IntentOf(sentence.Words[sentence.Verb]);
        var isPassive = verb is Intent.Unknown or Intent.List or Intent.Get;
        // "Between A and B" and "A and B" have no target: both systems are read and written.
        var undecided = sentence.IsMove && !distinct.Exists(mention => IsTarget(sentence, mention.At));
        foreach (var (source, at) in distinct)
        {
            var own = NounsOf(sentence, mentions, at);
            var hasOtherTarget = distinct.Exists(other => other.At != at && HasTargetPreposition(sentence, other.At));
            var isOnlyLocation = HasLocationPreposition(sentence, at) && hasOtherTarget;
            var isTarget = IsTarget(sentence, at) && !isOnlyLocation;
            var isObject = sentence.Preposition(at) is null;
            if (undecided || (sentence.IsMove && !isTarget))
            {
                yield return new(source, Intent.List, own ?? objects, []);
                yield return new(source, Intent.Get, own ?? objects, []);
            }
            else if (!isTarget && (!isObject || isPassive))
            {
                yield return new(source, Intent.List, own ?? objects, []);
            }

            if (undecided || isTarget)
            {
                yield return new(source, sentence.IsMove || isPassive ? Intent.Create : verb, objects, own ?? []);
            }
            else if (isObject && !sentence.IsMove && !isPassive)
            {
                yield return new(source, verb, own ?? objects, []);
            }
        }
    }

    /// <summary>Whether the system at a position is the target of the operation.</summary>
    public static bool IsTarget(Sentence sentence, int at) =>
        HasTargetPreposition(sentence, at) || (HasLocationPreposition(sentence, at) && at > sentence.Words.Count / 2);

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
