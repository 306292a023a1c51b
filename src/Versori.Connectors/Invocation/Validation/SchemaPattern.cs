using System.Text;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Invocation;

/// <summary>Patterns of schemas (ECMA-262), as expressions of .NET.</summary>
internal static class SchemaPattern
{
    private const int MaximumLength = 2000;

    // A pattern that takes longer counts as matched. Patterns come from documents and may be hostile.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    /// <summary>Parses a pattern; <see langword="null"/> if it is not understood.</summary>
    public static Regex? Parse(string pattern)
    {
        // Some documents write the pattern with the delimiters of JavaScript or Perl: /^a$/i.
        if (pattern.Length > MaximumLength || pattern.StartsWith('/')) return null;
        try
        {
            return new(Translate(pattern), RegexOptions.CultureInvariant, Limit);
        }
        catch (ArgumentException)
        {
            return null; // The pattern has a syntax that .NET does not have.
        }
    }

    // In ECMA-262, these classes have ASCII characters only.
    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '\\' && i + 1 < pattern.Length)
            {
                result.Append((pattern[++i], isInClass) switch
                {
                    ('d', false) => "[0-9]",
                    ('d', true) => "0-9",
                    ('w', false) => "[a-zA-Z0-9_]",
                    ('w', true) => "a-zA-Z0-9_",
                    ('D', false) => "[^0-9]",
                    ('W', false) => "[^a-zA-Z0-9_]",
                    (var escaped, _) => $"\\{escaped}",
                });
                continue;
            }

            if (character == '[' && !isInClass) isInClass = true;
            else if (character == ']') isInClass = false;
            else if (character == '[') result.Append('\\');
            result.Append(character);
        }

        return result.ToString();
    }
}
