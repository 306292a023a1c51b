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

    private static int Rank(string mediaType)
    {
        var end = mediaType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant() switch
        {
            Json => 0,
            var type when type.EndsWith("+json", StringComparison.Ordinal) => 1,
            Form => 2,
            Multipart => 3,
            _ => 4,
        };
    }
}
