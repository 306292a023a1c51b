using System.Text.RegularExpressions;

namespace Versori.Connectors.Expressions;

/// <summary>
/// Matches the patterns of a definition with texts from outside. The time that it takes grows with the text's length,
/// whatever the pattern is. Patterns that need backtracking (lookarounds, backreferences) are limited in time instead.
/// </summary>
internal static class BoundedPattern
{
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private const RegexOptions Backtracking = RegexOptions.CultureInvariant;

    // A busy machine may interrupt a match for longer than the match itself takes, so that the limit is generous.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Whether a pattern matches the whole of a text.</summary>
    /// <exception cref="ArgumentException">It is not a pattern.</exception>
    /// <exception cref="RegexMatchTimeoutException">The match takes too long.</exception>
    public static bool IsMatch(string text, string pattern)
    {
        var whole = $@"\A(?:{pattern})\z";
        try
        {
            return Regex.IsMatch(text, whole, Linear, Limit);
        }
        catch (NotSupportedException)
        {
            return Regex.IsMatch(text, whole, Backtracking, Limit);
        }
    }

    /// <summary>Returns the first match in a text.</summary>
    /// <exception cref="ArgumentException">It is not a pattern.</exception>
    /// <exception cref="RegexMatchTimeoutException">The match takes too long.</exception>
    public static Match Find(string text, string pattern)
    {
        try
        {
            return Regex.Match(text, pattern, Linear, Limit);
        }
        catch (NotSupportedException)
        {
            return Regex.Match(text, pattern, Backtracking, Limit);
        }
    }

    /// <summary>Checks that a text is a pattern.</summary>
    /// <exception cref="ArgumentException">It is not a pattern.</exception>
    public static void Check(string pattern) => _ = new Regex(pattern, Backtracking, Limit);
}
