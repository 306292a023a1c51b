namespace Versori.Connectors.Generation.Planning;

/// <summary>Splits requirements into the parts that ask for one thing each, as words.</summary>
/// <param name="isName">Whether a word names a system.</param>
internal sealed class RequirementSplitter(Func<string, bool> isName)
{
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
            // "Between Stripe and Xero" is one thing: a conjunction before a mere name joins names.
            if (isConjunction && Rest(words, at + 1).TrueForAll(word => isName(word) || Vocabulary.IsStopWord(word))) continue;
            // "Notify the team when a build fails": the condition is a part of its own.
            if (isConjunction || (Conditions.Contains(words[at], StringComparer.Ordinal) && parts[^1].Count > 1)) parts.Add([]);
            if (!isConjunction) parts[^1].Add(words[at]);
        }

        return parts.FindAll(part => part.Count > 0);
    }

    // What follows, as far as the next conjunction.
    private static List<string> Rest(List<string> words, int from) =>
        [.. words.Skip(from).TakeWhile(word => !Conjunctions.Contains(word, StringComparer.Ordinal))];
}
