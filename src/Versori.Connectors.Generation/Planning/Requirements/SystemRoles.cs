namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Tells the systems of one sentence apart: what is moved is read where it comes from and created where it goes to, and
/// "create a GitHub issue for every Intercom ticket" creates in one and reads in the other.
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
        // "Between A and B" and "A and B" mark no target: both are read and written.
        var undecided = sentence.IsMove && !distinct.Exists(mention => IsTarget(sentence, mention.At));
        foreach (var (source, at) in distinct)
        {
            var own = Own(sentence, mentions, at);
            var isTarget = IsTarget(sentence, at) && !(HasLocationPreposition(sentence, at) && distinct.Exists(other => other.At != at && HasTargetPreposition(sentence, other.At)));
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

            if (undecided || isTarget) yield return new(source, sentence.IsMove || isPassive ? Intent.Create : verb, objects, own ?? []);
            else if (isObject && !sentence.IsMove && !isPassive) yield return new(source, verb, own ?? objects, []);
        }
    }

    /// <summary>Whether what the sentence is about goes to the system that is named at a position.</summary>
    public static bool IsTarget(Sentence sentence, int at) =>
        HasTargetPreposition(sentence, at) || (HasLocationPreposition(sentence, at) && at > sentence.Words.Count / 2);

    private static bool HasTargetPreposition(Sentence sentence, int at) => sentence.Preposition(at) is "to" or "into" or "onto" or "as" or "with" or "via" or "using" or "through";

    private static bool HasLocationPreposition(Sentence sentence, int at) => sentence.Preposition(at) is "in" or "on";

    // The nouns right behind a system's name are things in it: "every Intercom ticket". Those before it, if none is behind,
    // as far as the preposition: "the tickets of Intercom".
    private static List<string>? Own(Sentence sentence, List<(int Source, int At)> mentions, int at)
    {
        var end = mentions.Where(mention => mention.At > at).Select(mention => mention.At).DefaultIfEmpty(sentence.Words.Count).Min();
        var own = sentence.Nouns(word => word > at && word < end && sentence.Preposition(word) == sentence.Preposition(at));
        return own.Count > 0 ? own : null;
    }
}
