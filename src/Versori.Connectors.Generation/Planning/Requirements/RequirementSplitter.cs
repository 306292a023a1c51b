namespace Versori.Connectors.Generation.Planning;

/// <summary>Splits requirements into parts with one operation each, as words.</summary>
/// <param name="isName">Whether a word names a system.</param>
internal sealed class RequirementSplitter(Func<string, bool> isName)
{
    // No sentence for people is longer. The words of a part are compared with each other.
    private const int MaximumWords = 64;

    private static readonly char[] Marks = ['.', ';', '\n', ',', ':', '!', '?', '(', ')'];
    private static readonly string[] Conjunctions = ["and", "then", "plus"];
    private static readonly string[] Conditions = ["when", "whenever", "once", "if", "after"];

    public static bool IsCondition(List<string> words) => Conditions.Contains(words[0], StringComparer.Ordinal);

    public IEnumerable<List<string>> Split(string requirements) => requirements
        .Split(Marks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(sentence => Parts(Vocabulary.WithoutPhrases(Words.Split(sentence))));

    private List<List<string>> Parts(List<string> words)
    {
        var parts = new List<List<string>> { new() };
        for (var at = 0; at < words.Count; at++)
        {
            var isConjunction = Conjunctions.Contains(words[at], StringComparer.Ordinal);
            // A conjunction before a name joins names: "between Stripe and Xero" is one part.
            if (isConjunction && PartAfter(words, at).TrueForAll(IsNameOrStopWord)) continue;
            // A condition is a separate part: "notify the team when a build fails".
            var isCondition = Conditions.Contains(words[at], StringComparer.Ordinal) && parts[^1].Count > 1;
            if (isConjunction || isCondition) parts.Add([]);
            if (!isConjunction) parts[^1].Add(words[at]);
        }

        return [.. parts.SelectMany(part => part.Chunk(MaximumWords)).Select(part => part.ToList())];
    }

    private bool IsNameOrStopWord(string word) => isName(word) || Vocabulary.IsStopWord(word);

    // Returns the words between a conjunction and the next one.
    private static List<string> PartAfter(List<string> words, int conjunction) =>
        [.. words.Skip(conjunction + 1).TakeWhile(word => !Conjunctions.Contains(word, StringComparer.Ordinal))];
}
