using System.Text;
using System.Text.RegularExpressions;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>A URL as a page writes it, split into origin, path and query, with its variables in braces.</summary>
internal sealed partial record PathText
{
    /// <summary>The scheme and host, with variables in braces; empty if the URL is only a path.</summary>
    public required string Origin { get; init; }

    /// <summary>The segments of the path.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>The parameters of the query, with their values.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Whether a segment was a value, so that its variable is guessed.</summary>
    public bool HasValues { get; private init; }

    /// <summary>The path.</summary>
    public string Path => "/" + string.Join('/', Segments);

    /// <summary>Whether a segment is a variable.</summary>
    public static bool IsVariable(string segment) => segment.Contains('{', StringComparison.Ordinal);

    /// <summary>Reads a URL; <see langword="null"/> if it is not one.</summary>
    public static PathText? Parse(string url)
    {
        if (url.Length is 0 or > 4000) return null;
        var (origin, rest) = SplitOrigin(url);
        if (origin is null) return null;
        var fragment = rest.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) rest = rest[..fragment];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        var segments = (question < 0 ? rest : rest[..question])
            .Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Variables)
            .ToList();
        if (segments.Exists(segment => !IsSegment(segment))) return null;
        return new() { Origin = origin, Segments = segments, Query = ReadQuery(query) };
    }

    /// <summary>Returns the path with variables in place of segments that are values, such as numbers.</summary>
    public PathText WithoutValues()
    {
        var segments = Segments.ToList();
        var names = segments.Where(IsVariable)
            .Select(segment => segment.Trim('{', '}'))
            .ToHashSet(StringComparer.Ordinal);
        var hasValues = false;
        for (var at = 0; at < segments.Count; at++)
        {
            var isValue = OpaqueText.IsSegment(segments[at]) && !IsVersion(segments[at], at);
            if (IsVariable(segments[at]) || !isValue) continue;
            hasValues = true;
            var name = at > 0 && !IsVariable(segments[at - 1]) ? $"{Singular(segments[at - 1])}_id" : "id";
            for (var number = 2; !names.Add(name); number++) name = $"id{number}";
            segments[at] = $"{{{name}}}";
        }

        return this with { Segments = segments, HasValues = hasValues };
    }

    private static (string? Origin, string Path) SplitOrigin(string url)
    {
        if (url[0] == '/') return ("", url);
        var match = Absolute().Match(url);
        if (!match.Success) return (null, "");
        var host = Variables(match.Groups["host"].Value);
        return HostName().IsMatch(host)
            ? ($"{match.Groups["scheme"].Value.ToLowerInvariant()}://{host}", url[match.Length..])
            : (null, "");
    }

    private static List<(string Name, string Value)> ReadQuery(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: pair[0].Trim('[', ']', '{', '}'), Value: pair.Length > 1 ? pair[1] : ""))
            .Where(pair => ParameterName().IsMatch(pair.Name)),
    ];

    /// <summary>Writes the variables of a segment or a host, in whatever form, with braces.</summary>
    private static string Variables(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal)) text = Uri.UnescapeDataString(text);
        var written = VariableForms().Replace(text, match => $"{{{Name(match.Value)}}}");
        return written;
    }

    private static string Name(string variable)
    {
        var name = new StringBuilder();
        foreach (var c in variable)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_') name.Append(c);
            else if (c is '-' or ' ' or '.' && name.Length > 0) name.Append('_');
        }

        var text = name.ToString().Trim('_');
        if (text.Any(char.IsAsciiLetterLower)) return text;
        text = text.ToLowerInvariant();
        return text.StartsWith("your_", StringComparison.Ordinal) ? text["your_".Length..] : text;
    }

    private static string Singular(string word)
    {
        var slug = Slug.Of(word).Replace('-', '_');
        if (slug.EndsWith("ies", StringComparison.Ordinal)) return $"{slug[..^3]}y";
        return slug.EndsWith('s') && !slug.EndsWith("ss", StringComparison.Ordinal) ? slug[..^1] : slug;
    }

    private static bool IsSegment(string segment) =>
        segment.Length <= 200 && !segment.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"');

    private static bool IsVersion(string segment, int at) => at <= 2 && DateVersion().IsMatch(segment);

    // {id}, {{id}}, :id, <id>, $id, ${id}, [id], YOUR_ID.
    [GeneratedRegex(
        @"\{\{?\s*[$]?[A-Za-z_][A-Za-z0-9_. -]{0,60}\}?\}|(?<=^|[-.~])[:$][A-Za-z_][A-Za-z0-9_]{0,60}"
            + @"|[$]\{[A-Za-z_][A-Za-z0-9_]{0,60}\}|<[A-Za-z][A-Za-z0-9_. -]{0,60}>"
            + @"|(?<=^)\[[A-Za-z][A-Za-z0-9_-]{0,60}\](?=$)"
            + @"|\b(?i:your)[_-][A-Za-z0-9_-]{1,60}|(?<=^)[A-Z]{2,30}(_[A-Z0-9]{1,30}){1,5}(?=$)",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex VariableForms();

    [GeneratedRegex(
        @"^(?<scheme>https?)://(?<host>[^/?#\s]{1,253})",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex Absolute();

    [GeneratedRegex(
        @"^([A-Za-z0-9_-]|\{[A-Za-z0-9_]{1,60}\})([A-Za-z0-9_.-]|\{[A-Za-z0-9_]{1,60}\})*(:[0-9]{1,5})?\z",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex HostName();

    [GeneratedRegex(@"^[A-Za-z_$@][A-Za-z0-9_.\[\]$@:-]{0,80}\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"^(19|20)[0-9]{2}-[01][0-9](-[0-3][0-9])?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex DateVersion();
}
