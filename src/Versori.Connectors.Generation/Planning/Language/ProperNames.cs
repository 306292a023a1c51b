using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds out whether a requirement names something in particular, such as "Norah Jones". Its id is found by searching.
/// </summary>
internal static partial class ProperNames
{
    private static readonly FrozenSet<string> Others = (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        + "september october november december i")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text has a name that is not the name of a system.</summary>
    public static bool Has(string text, Func<string, bool> isName)
    {
        if (Quoted().IsMatch(text)) return true;
        var words = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 1; at < words.Length; at++)
        {
            if (!EndsSentence(words[at - 1]) && IsProper(words[at], isName)) return true;
        }

        return false;
    }

    private static bool EndsSentence(string word) => word[^1] is '.' or '!' or '?' or ':' or ';';

    // Words in capitals only are abbreviations, such as PDF.
    private static bool IsProper(string word, Func<string, bool> isName)
    {
        if (word.Length < 2 || !char.IsUpper(word[0]) || !word.Any(char.IsLower)) return false;
        var parts = Words.Split(word);
        return parts.Count > 0
            && !parts.Exists(part => isName(part) || Others.Contains(part))
            && !isName(word.Trim('.', ',', '!', '?', ')').ToLowerInvariant());
    }

    [GeneratedRegex(
        @"[""“«][^""”»]+[""”»]|(?:^|\s)'[^']+'(?:[\s.,?!]|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
