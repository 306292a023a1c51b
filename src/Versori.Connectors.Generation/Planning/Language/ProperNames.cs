using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds out whether a requirement names something in particular, such as "Norah Jones". Its id is found by searching.
/// </summary>
internal static partial class ProperNames
{
    private static readonly string[] Others =
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "i",
    ];

    /// <summary>Whether the text has a name that is not the name of a system.</summary>
    public static bool Has(string text, Func<string, bool> isName) =>
        Quoted().IsMatch(text) || Capitalized().Matches(text).Any(match => IsProper(match.Groups[1].Value, isName));

    // Words in capitals only are abbreviations, such as PDF.
    private static bool IsProper(string word, Func<string, bool> isName)
    {
        var lower = word.ToLowerInvariant();
        return word.Any(char.IsLower) && !isName(lower) && !Others.Contains(lower, StringComparer.Ordinal);
    }

    // A word in capitals that does not begin a sentence.
    [GeneratedRegex(@"(?<=[\p{L}\d,'’)] )(\p{Lu}[\p{L}\d]+)")]
    private static partial Regex Capitalized();

    [GeneratedRegex(@"[""“«]([^""”»]+)[""”»]|(?<=\s)'([^']+)'(?=[\s.,?!]|$)")]
    private static partial Regex Quoted();
}
