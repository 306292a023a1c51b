using System.Collections.Frozen;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// The words that people use and the words that descriptions of APIs use for the same, from the resource
/// <c>Concepts.txt</c>.
/// </summary>
internal static class Concepts
{
    private const double WordStrength = 0.6, PhraseStrength = 0.8;
    private const double NearlyEqual = 0.9;
    private const int LongestPhrase = 5;

    private static readonly FrozenDictionary<string, (string Term, double Strength)[]> Known = Load();

    /// <summary>Returns the terms that may stand for a word or a phrase, in stems; empty if none are known.</summary>
    public static IReadOnlyList<(string Term, double Strength)> Of(string phrase) =>
        Known.GetValueOrDefault(phrase) ?? [];

    /// <summary>Returns the phrases of several words that are known, with their positions, the longest first.</summary>
    public static IEnumerable<(int Start, int Length, string Phrase)> Phrases(IReadOnlyList<string> words)
    {
        var stems = words.Select(Vocabulary.Term).ToArray();
        var taken = new bool[words.Count];
        for (var length = Math.Min(LongestPhrase, words.Count); length > 1; length--)
        {
            for (var start = 0; start + length <= words.Count; start++)
            {
                if (taken.AsSpan(start, length).Contains(true)) continue;
                var phrase = string.Join(' ', stems, start, length);
                if (!Known.ContainsKey(phrase)) continue;
                taken.AsSpan(start, length).Fill(true);
                yield return (start, length, phrase);
            }
        }
    }

    private static FrozenDictionary<string, (string Term, double Strength)[]> Load()
    {
        var found = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        using var stream = typeof(Concepts).Assembly.GetManifestResourceStream("Concepts.txt")
            ?? throw new InvalidOperationException("The resource Concepts.txt is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split('>') is [var phrases, var terms])
            {
                AddMeanings(List(phrases), Words.Split(terms), WordStrength);
            }
            else
            {
                var isNearlyEqual = line.Contains("==", StringComparison.Ordinal);
                AddSynonyms(List(line.Replace('=', ',')), isNearlyEqual ? NearlyEqual : WordStrength);
            }
        }

        return found.ToFrozenDictionary(
            pair => pair.Key,
            pair => pair.Value.Select(term => (term.Key, term.Value)).ToArray(),
            StringComparer.Ordinal);

        // A phrase that stands for a word has all the words of the phrase.
        void AddSynonyms(string[] phrases, double strength)
        {
            foreach (var phrase in phrases)
            {
                var others = phrases.Where(other => other != phrase).SelectMany(other => Words.Split(other));
                AddMeanings([phrase], [.. others], strength);
            }
        }

        void AddMeanings(string[] phrases, List<string> terms, double strength)
        {
            foreach (var phrase in phrases)
            {
                var words = Words.Split(phrase);
                var key = string.Join(' ', words.Select(Vocabulary.Term));
                if (!found.TryGetValue(key, out var meanings)) found[key] = meanings = new(StringComparer.Ordinal);
                foreach (var term in terms.Select(Vocabulary.Term).Where(term => term != key))
                {
                    var own = words.Count > 1 ? Math.Max(PhraseStrength, strength) : strength;
                    meanings[term] = Math.Max(own, meanings.GetValueOrDefault(term));
                }
            }
        }
    }

    private static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
