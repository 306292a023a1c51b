namespace Versori.Connectors.Invocation;

/// <summary>The kinds of media types, which determine how content is written.</summary>
internal enum MediaKind
{
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// <summary>Classifies media types (RFC 9110 §8.3.1).</summary>
internal static class MediaType
{
    public static MediaKind Of(string contentType)
    {
        var essence = contentType.AsSpan();
        if (essence.IndexOf(';') is >= 0 and var parameters) essence = essence[..parameters];
        return essence.Trim().ToString().ToLowerInvariant() switch
        {
            "" or "*/*" or "application/json" or "text/json" => MediaKind.Json,

            // RFC 6839 §3.1.
            var type when type.EndsWith("+json", StringComparison.Ordinal) => MediaKind.Json,
            "application/x-www-form-urlencoded" => MediaKind.Form,
            var type when type.StartsWith("multipart/", StringComparison.Ordinal) => MediaKind.Multipart,
            "application/xml" or "application/graphql" or "application/yaml" => MediaKind.Text,
            "application/javascript" or "application/x-ndjson" => MediaKind.Text,
            var type when type.EndsWith("+xml", StringComparison.Ordinal)
                || type.StartsWith("text/", StringComparison.Ordinal) => MediaKind.Text,
            _ => MediaKind.Binary,
        };
    }
}
