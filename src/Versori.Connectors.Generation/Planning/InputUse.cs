using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Whether expressions use an input.</summary>
internal static partial class InputUse
{
    /// <summary>
    /// Whether a text has an expression that uses the input. The text is an expression, or JSON that contains some.
    /// </summary>
    public static bool IsIn(string text, string input)
    {
        if (text.Contains($"{{{input}}}", StringComparison.Ordinal)) return true;
        foreach (var match in Expression().EnumerateMatches(text))
        {
            var expression = text.AsSpan(match.Index, match.Length);
            if (expression.Contains("\":", StringComparison.Ordinal)) continue; // An object of JSON.
            for (var at = expression.IndexOf(input, StringComparison.Ordinal); at >= 0;)
            {
                var end = at + input.Length;
                if (!IsWord(expression[at - 1]) && !IsWord(expression[end])) return true;
                var next = expression[end..].IndexOf(input, StringComparison.Ordinal);
                at = next < 0 ? -1 : end + next;
            }
        }

        return false;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '-' or '.';

    // A value with an operator, such as {tenant ?? "common"}.
    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
