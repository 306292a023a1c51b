using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Derives an external system's name from a document's title, for example <c>GitHub</c> from <c>GitHub v3 REST API</c>.
/// </summary>
internal static partial class ConnectorName
{
    // Names of systems are short. What follows is not part of the name.
    private const int MaximumTitle = 300;

    private static readonly HashSet<string> Noise = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "apis", "rest", "restful", "http", "json", "openapi", "open-api", "swagger", "spec", "specification",
        "specifications", "reference", "documentation", "docs", "definition", "schema", "version", "the", "public",
        "official",
    };

    /// <summary>
    /// Returns the title without the words that only describe it as an API; the whole title if it has no other words.
    /// </summary>
    public static string Title(string title)
    {
        if (title.Length > MaximumTitle) title = title[..MaximumTitle];
        var unbracketed = Bracketed().Replace(title, " ");
        var words = Word().Matches(unbracketed.Replace("Web API", "", StringComparison.OrdinalIgnoreCase))
            .Select(match => match.Value.Trim('-', ':', ',', '.', '_', '+', '&'))
            .Select(word => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word)
            .Where(word => word.Length > 0 && !Noise.Contains(word) && !Version().IsMatch(word));
        return string.Join(' ', words) is { Length: > 0 } name ? name : title.Trim();
    }

    /// <summary>
    /// Returns the connector's key: the name as a slug, or the host name of the base URL if the title has no letters.
    /// </summary>
    public static ConnectorId Id(string title, string baseUrl)
    {
        var slug = Slug.Of(Title(title));
        if (slug.Length > 100) slug = slug[..100].TrimEnd('-');
        if (ConnectorId.TryParse(slug, null, out var id)) return id;
        var hasHostName = Uri.TryCreate(baseUrl, UriKind.Absolute, out var url)
            && ConnectorId.TryParse(Slug.Of(url.Host), null, out id);
        return hasHostName ? id : ConnectorId.Parse("connector");
    }

    [GeneratedRegex(@"[^\s/|]+", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", RegexOptions.None, 10_000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(v\d[\w.-]*|\d+(\.\w+)*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Version();
}
