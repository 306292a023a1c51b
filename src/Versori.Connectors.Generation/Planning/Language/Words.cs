using System.Buffers;
using System.Globalization;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Splits text, names and paths into words, and words into stems.</summary>
internal static class Words
{
    private static readonly string[] EsEndings = ["sses", "xes", "ches", "shes"];
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>
    /// Returns the words of a text in lower case. <c>listForRepo</c>, <c>list_for_repo</c> and <c>list/for-repo</c>
    /// have three words each.
    /// </summary>
    public static List<string> Split(string? text, int maximum = int.MaxValue)
    {
        var words = new List<string>();
        var at = 0;
        while (words.Count < maximum && TryNext(text, ref at, out var word))
        {
            words.Add(word.ToString().ToLower(CultureInfo.InvariantCulture));
        }

        return words;
    }

    /// <summary>Finds the next word of a text, as it is written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin; afterwards, where the word ends.</param>
    /// <param name="word">The word.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryNext(ReadOnlySpan<char> text, ref int at, out ReadOnlySpan<char> word)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at])) at++;
        var start = at;
        // A word begins at an upper-case letter after a lower-case one, and at the last of several upper-case letters
        // ("APIKey").
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
        {
            if (at > start && IsBoundary(text, start, at)) break;
            at++;
        }

        word = text[start..at];
        return !word.IsEmpty;
    }

    /// <summary>
    /// Returns the stem of a word, so that <c>issues</c> matches <c>issue</c>, and <c>creating</c> and <c>created</c>
    /// match <c>create</c>.
    /// </summary>
    public static string Stem(string word)
    {
        var stem = Singular(word);
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            if (!stem.EndsWith(ending, StringComparison.Ordinal)) continue;
            var rest = stem[..^ending.Length];
            if (rest.Length < 3 || rest.AsSpan().IndexOfAny(Vowels) < 0) continue;
            // The stem of "stopped" is "stop", but those of "called" and "passed" are "call" and "pass".
            stem = rest[^1] == rest[^2] && (rest[^1] is not ('l' or 's' or 'z' or 'e') || IsBritish(rest))
                ? rest[..^1]
                : rest;
            break;
        }

        // "Reaction" matches "react", and "collaborator" matches "collaborate". Short words such as "station" and
        // "option" have other meanings and are unchanged.
        var isActionNoun = stem.EndsWith("tion", StringComparison.Ordinal)
            || stem.EndsWith("sion", StringComparison.Ordinal);
        if (stem.Length > 7 && isActionNoun) stem = stem[..^3];
        if (stem.Length > 7 && stem.EndsWith("ator", StringComparison.Ordinal)) stem = stem[..^2];
        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    // "Cancelled" and "labelled", but not "spelled".
    private static bool IsBritish(string stem) =>
        stem.Length > 5 && stem.EndsWith("ell", StringComparison.Ordinal);

    /// <summary>Returns a noun without its plural ending.</summary>
    public static string Singular(string word)
    {
        var hasPluralEnding = word.Length >= 4 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i');
        if (!hasPluralEnding) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        return Array.Exists(EsEndings, ending => word.EndsWith(ending, StringComparison.Ordinal))
            ? word[..^2]
            : word[..^1];
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int start, int at)
    {
        if (!char.IsUpper(text[at])) return false;
        var endsAcronym = at + 1 < text.Length && char.IsLower(text[at + 1]) && at - start > 1;
        return !char.IsUpper(text[at - 1]) || endsAcronym;
    }
}
