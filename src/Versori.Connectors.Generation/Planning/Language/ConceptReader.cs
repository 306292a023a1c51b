namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds the concepts of a clause: its terms and known phrases, each with the terms that may stand for it.
/// </summary>
internal static class ConceptReader
{
    // The words of a phrase that has a meaning of its own count less than the phrase.
    private const double InPhrase = 0.25;

    private const double SameVerb = 0.95;

    // A stop word such as "who" or "said" may still mean something in an API.
    private const double StopWord = 0.45;

    /// <summary>What a name of a person may mean.</summary>
    public static ConceptGroup Person { get; } = new(
        0.4,
        [
            (Vocabulary.Term("person"), 0.9), (Vocabulary.Term("artist"), 0.8), (Vocabulary.Term("author"), 0.8),
            (Vocabulary.Term("contact"), 0.6), (Vocabulary.Term("user"), 0.5), (Vocabulary.Term("player"), 0.5),
        ]);

    /// <summary>Reads a clause.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="terms">Its terms with their weights.</param>
    /// <param name="isName">Whether a word names a system.</param>
    /// <param name="isPlace">Whether a word only says where or with what something happens.</param>
    public static IReadOnlyList<ConceptGroup> Read(
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, double> terms,
        Func<string, bool> isName,
        Func<int, bool> isPlace)
    {
        var groups = new List<ConceptGroup>();
        var inPhrase = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (start, length, phrase) in Concepts.Phrases(words))
        {
            groups.Add(new(1, Concepts.Of(phrase)) { IsPlace = isPlace(start) });
            for (var at = start; at < start + length; at++) inPhrase.Add(Vocabulary.Term(words[at]));
        }

        foreach (var (term, weight) in terms)
        {
            groups.Add(new(
                inPhrase.Contains(term) ? weight * InPhrase : weight,
                [
                    (term, 1),
                    .. Concepts.Of(term).Where(other => other.Term != term),
                    .. Vocabulary.Alike(term).Where(other => other != term).Select(other => (other, SameVerb)),
                ]));
        }

        // "Not" has the stem of "note".
        var others = words.Where(word => !isName(word) && word is not ("not" or "but"))
            .Select(Vocabulary.Term)
            .Distinct(StringComparer.Ordinal)
            .Where(word => !terms.ContainsKey(word) && !inPhrase.Contains(word));
        foreach (var word in others)
        {
            if (Concepts.Of(word) is { Count: > 0 } meanings) groups.Add(new(StopWord, meanings));
        }

        return groups;
    }
}
