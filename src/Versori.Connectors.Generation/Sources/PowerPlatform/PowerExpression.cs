using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts the templates of a connector's properties to expressions over inputs and credential fields.
/// </summary>
internal static partial class PowerExpression
{
    /// <summary>
    /// Converts <c>@connectionParameters('name')</c> to <c>{name}</c>.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="names">Receives the names of the connection parameters.</param>
    /// <returns>The expression; <see langword="null"/> if the template uses other functions.</returns>
    public static string? Convert(string template, ICollection<string> names)
    {
        if (template.AsSpan().IndexOfAny('{', '}') >= 0 && !Parameter().IsMatch(template)) return null;
        var written = Parameter().Replace(template, match =>
        {
            names.Add(match.Groups["name"].Value);
            return $"\u0001{match.Groups["name"].Value}\u0002";
        });
        var isPlain = written.AsSpan().IndexOfAny("@{}\r\n") < 0;
        return isPlain ? written.Replace('\u0001', '{').Replace('\u0002', '}') : null;
    }

    [GeneratedRegex(
        @"@\{?\s?connectionParameters\(\s?'(?<name>[A-Za-z0-9_.-]{1,100})'(\s?,\s?'[^']{0,200}')?\s?\)\s?\}?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Parameter();
}
