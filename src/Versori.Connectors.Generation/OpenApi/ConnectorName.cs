using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds an external system's name in a document's title: <c>GitHub v3 REST API</c> is <c>GitHub</c>.</summary>
internal static partial class ConnectorName
{
    private static readonly HashSet<string> Noise = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "apis", "rest", "restful", "http", "json", "openapi", "open-api", "swagger", "spec", "specification",
        "specifications", "reference", "documentation", "docs", "definition", "schema", "version", "the", "public", "official",
    };

    /// <summary>The title without the words that only say that it is an API; the whole title if there are no others.</summary>
    public static string Title(string title)
    {
        var words = Word().Matches(Bracketed().Replace(title, " ").Replace("Web API", "", StringComparison.OrdinalIgnoreCase))
            .Select(match => match.Value.Trim('-', ':', ',', '.', '_', '+', '&'))
            .Select(word => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word)
            .Where(word => word.Length > 0 && !Noise.Contains(word) && !Version().IsMatch(word));
        return string.Join(' ', words) is { Length: > 0 } name ? name : title.Trim();
    }

    /// <summary>The connector's key: the name as a slug, or the host's name when the title has no letters.</summary>
    public static ConnectorId Id(string title, string baseUrl)
    {
        var slug = Slug.Of(Title(title));
        if (slug.Length > 100) slug = slug[..100].TrimEnd('-');
        if (ConnectorId.TryParse(slug, null, out var id)) return id;
        return Uri.TryCreate(baseUrl, UriKind.Absolute, out var url) && ConnectorId.TryParse(Slug.Of(url.Host), null, out id)
            ? id
            : ConnectorId.Parse("connector");
    }

    [GeneratedRegex(@"[^\s/|]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(v\d[\w.-]*|\d+(\.\w+)*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
