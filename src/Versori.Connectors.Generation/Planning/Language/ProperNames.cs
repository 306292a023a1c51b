using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds what a requirement names in particular, such as "Norah Jones" or a quoted title. Its id is found by searching.
/// </summary>
/// <param name="Words">The words of the names, in lower case.</param>
/// <param name="Persons">The first words of names that look like those of people, in lower case.</param>
internal sealed partial record ProperNames(IReadOnlySet<string> Words, IReadOnlySet<string> Persons)
{
    private static readonly FrozenSet<string> Others = (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        + "september october november december i")
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Titles =
        new[] { "the", "a", "an", "new", "north", "south", "east", "west", "saint", "san", "los" }
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text has a name that is not the name of a system.</summary>
    public bool Any => Words.Count > 0;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">Whether a word names a system.</param>
    public static ProperNames Of(string text, Func<string, bool> isName)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var persons = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match quoted in Quoted().Matches(text)) found.UnionWith(Planning.Words.Split(quoted.Value));
        var words = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 1; at < words.Length; at++)
        {
            if (EndsSentence(words[at - 1]) || !IsProper(words[at], isName)) continue;
            found.UnionWith(Planning.Words.Split(words[at]));
            var isFirst = !IsProper(words[at - 1], isName) || EndsSentence(words[at - 1]);
            var isPair = at + 1 < words.Length && char.IsLetter(words[at][^1]) && IsProper(words[at + 1], isName);
            var first = words[at].ToLowerInvariant();
            if (isFirst && isPair && !Titles.Contains(first)) persons.Add(Planning.Words.Split(first)[0]);
        }

        return new(found, persons);
    }

    /// <summary>Removes what a thing will be called: 'named "Rainy"' says nothing about endpoints.</summary>
    public static string WithoutNewNames(string text) => Named().Replace(text, "");

    private static bool EndsSentence(string word) => word[^1] is '.' or '!' or '?' or ':' or ';';

    // Words in capitals only are abbreviations, such as PDF.
    private static bool IsProper(string word, Func<string, bool> isName)
    {
        if (word.Length < 2 || !char.IsUpper(word[0]) || !word.Any(char.IsLower)) return false;
        var parts = Planning.Words.Split(word);
        return parts.Count > 0
            && !parts.Exists(part => isName(part) || Others.Contains(part))
            && !isName(word.Trim('.', ',', '!', '?', ')').ToLowerInvariant());
    }

    [GeneratedRegex(
        @"[""“«][^""”»]+[""”»]|(?:^|\s)'[^']+'(?:[\s.,?!]|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"\b(?:named|called|titled|entitled|name it|call it)\s+(?:as\s+)?(?:[""“«][^""”»]+[""”»]|'[^']+')",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
