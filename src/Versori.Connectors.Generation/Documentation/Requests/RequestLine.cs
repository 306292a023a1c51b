using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>A method and a URL as a page writes them, such as <c>GET /v1/users/{id}</c>.</summary>
/// <param name="Method">The method in capital letters.</param>
/// <param name="Url">The path, or the whole URL.</param>
internal sealed partial record RequestLine(string Method, string Url)
{
    private static readonly char[] Punctuation = ['.', ',', ';', ':', ')', '"', '\'', '!', '?', '*', '_', '\\'];

    /// <summary>Finds the first request of a line; <see langword="null"/> if there is none.</summary>
    public static RequestLine? Find(string line)
    {
        if (line.Length > 4000) return null;
        var match = Pattern().Match(line);
        if (!match.Success) return null;
        var url = match.Groups["url"].Value.TrimEnd(Punctuation);
        return IsUsable(url) ? new(match.Groups["method"].Value.ToUpperInvariant(), url) : null;
    }

    /// <summary>Whether a text is a path, as in a cell of a table.</summary>
    public static bool IsPath(string text) =>
        text.Length is > 0 and < 500 && text[0] == '/' && !text.Contains(' ', StringComparison.Ordinal)
        && IsUsable(text);

    // Paths of files and fractions occur in texts too, but not with a method before them.
    private static bool IsUsable(string url) =>
        url.Length > 0 && !url.Contains("//{", StringComparison.Ordinal) && url != "//";

    [GeneratedRegex(
        @"(?<![A-Za-z0-9-])(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|QUERY"
            + @"|(?i:(?<=^|[\s`(\[|])(get|post|put|patch|delete)(?=\s*`?\s*/)))`?\s*[:|]?\s*`?"
            + @"(?<url>(https?://|/)[^\s`""'|<>)\]]*(<[A-Za-z][A-Za-z0-9_ -]{0,40}>"
            + @"[^\s`""'|<>)\]]*){0,10})",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex Pattern();
}
