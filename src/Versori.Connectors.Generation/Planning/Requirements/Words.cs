using System.Buffers;
using System.Globalization;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Splits text, names and paths into words, and words into stems.</summary>
internal static class Words
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>The words of a text in lower case; <c>listForRepo</c>, <c>list_for_repo</c> and <c>list/for-repo</c> are three each.</summary>
    public static List<string> Split(string? text, int maximum = int.MaxValue)
    {
        var words = new List<string>();
        if (text is null) return words;
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < maximum; i++)
        {
            var isPart = i < text.Length && char.IsLetterOrDigit(text[i]);
            // A new word begins at a capital after a small letter, and at the last capital of several ("APIKey").
            var isBoundary = isPart && start >= 0 && char.IsUpper(text[i])
                && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]) && i - start > 1));
            if (start >= 0 && (!isPart || isBoundary))
            {
                words.Add(text[start..i].ToLower(CultureInfo.InvariantCulture));
                start = -1;
            }

            if (isPart && start < 0) start = i;
        }

        return words;
    }

    /// <summary>The stem of a word: enough that <c>issues</c>, <c>creating</c> and <c>created</c> meet <c>issue</c> and <c>create</c>.</summary>
    public static string Stem(string word)
    {
        var stem = Singular(word);
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            if (!stem.EndsWith(ending, StringComparison.Ordinal)) continue;
            var rest = stem[..^ending.Length];
            if (rest.Length < 3 || rest.AsSpan().IndexOfAny(Vowels) < 0) continue;
            // "stopped" is "stop", but "called" and "passed" are "call" and "pass".
            stem = rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'z' or 'e') ? rest[..^1] : rest;
            break;
        }

        // "Reaction" and "collaborator" meet "react" and "collaborate"; short ones, "station" or "option", mean something else.
        if (stem.Length > 7 && (stem.EndsWith("tion", StringComparison.Ordinal) || stem.EndsWith("sion", StringComparison.Ordinal))) stem = stem[..^3];
        if (stem.Length > 7 && stem.EndsWith("ator", StringComparison.Ordinal)) stem = stem[..^2];
        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    /// <summary>A noun without the ending of its plural.</summary>
    public static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 's' || word[^2] is 's' or 'u' or 'i') return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        return word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
                ? word[..^2]
                : word[..^1];
    }
}
