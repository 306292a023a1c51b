namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Measures how deep the elements of a page are nested, before it is parsed. Parsers of HTML call themselves for nested
/// elements, and the stack of a thread is limited.
/// </summary>
internal static class HtmlNesting
{
    // No page of documentation has so many elements within each other.
    private const int Maximum = 500;

    // Elements without content, and those that end where the next one begins (HTML §13.1.2.4).
    private static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
        "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body", "param",
    };

    /// <summary>Whether the elements of a page are nested deeper than a parser can follow.</summary>
    public static bool IsTooDeep(string html)
    {
        var depth = 0;
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length;)
        {
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                var after = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
                at = after < 0 ? -1 : html.IndexOf('<', after);
                continue;
            }

            var isEnd = html[at + 1] == '/';
            var name = Name(html, at + (isEnd ? 2 : 1));
            var next = at + 1 + name.Length;
            if (!isEnd && (name.Equals("script", StringComparison.OrdinalIgnoreCase)
                || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
            {
                var close = html.IndexOf($"</{name}", next, StringComparison.OrdinalIgnoreCase);
                if (close >= 0) next = close + 2;
            }
            else if (name.Length > 0 && !Flat.Contains(name.ToString()))
            {
                // A parser ignores the end of an element that is not open.
                var element = name.ToString();
                var count = open.GetValueOrDefault(element);
                if (!isEnd) open[element] = count + 1;
                else if (count > 0) open[element] = count - 1;
                if (!isEnd) depth++;
                else if (count > 0) depth--;
                if (depth > Maximum) return true;
            }

            at = html.IndexOf('<', next);
        }

        return false;
    }

    private static ReadOnlySpan<char> Name(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 40 && char.IsAsciiLetterOrDigit(html[end])) end++;
        return html.AsSpan(start, end - start);
    }
}
