namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Orders media types by preference. The preferred one is used unless a call chooses another.</summary>
internal static class MediaTypes
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";
    public const string Json = "application/json";

    /// <summary>
    /// Returns the preferred media type: JSON, then a type that ends in +json, then forms, then the first of the
    /// others.
    /// </summary>
    public static string? Preferred(IEnumerable<string> mediaTypes) => mediaTypes.MinBy(Rank);

    /// <summary>Returns the preferred entry of a <c>content</c> object.</summary>
    public static (string Name, Node Media)? Preferred(Node content)
    {
        var entries = content.Entries().ToList();
        return entries.Count == 0 ? null : entries.MinBy(entry => Rank(entry.Name));
    }

    /// <summary>Returns the media types other than the preferred one, in their order, each of them once.</summary>
    public static IReadOnlyList<EndpointContent> Others(IReadOnlyList<string> mediaTypes, string preferred) =>
    [
        .. mediaTypes.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(type => type.Length > 0 && !type.Equals(preferred, StringComparison.OrdinalIgnoreCase))
            .Select(type => new EndpointContent { ContentType = type }),
    ];

    /// <summary>Whether content of a media type is one JSON value (RFC 6839 §3.1).</summary>
    public static bool IsJson(string mediaType) => Essence(mediaType) switch
    {
        Json or "text/json" or "application/x-json" => true,

        // One JSON value a line.
        "application/stream+json" => false,
        var type => type.EndsWith("+json", StringComparison.Ordinal),
    };

    /// <summary>The type and subtype, without parameters, in lower case.</summary>
    public static string Essence(string mediaType)
    {
        var end = mediaType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant();
    }

    private static int Rank(string mediaType) => Essence(mediaType) switch
    {
        Json => 0,
        Form => 2,
        Multipart => 3,
        var type => IsJson(type) ? 1 : 4,
    };
}
