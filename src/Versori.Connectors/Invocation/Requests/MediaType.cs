namespace Versori.Connectors.Invocation;

/// <summary>The kinds of media types, which determine how content is written and read.</summary>
internal enum MediaKind
{
    Json,
    Form,
    Multipart,
    Xml,

    /// <summary>One JSON value a line.</summary>
    JsonLines,

    /// <summary>JSON values, each after a record separator (RFC 7464).</summary>
    JsonSequence,

    /// <summary>Server-sent events (WHATWG HTML §9.2).</summary>
    EventStream,
    Text,
    Binary,
}

/// <summary>Classifies media types (RFC 9110 §8.3.1).</summary>
internal static class MediaType
{
    public static MediaKind Of(string contentType) => Essence(contentType) switch
    {
        "" or "*/*" or "application/json" or "text/json" or "application/x-json" => MediaKind.Json,
        "application/json-seq" or "application/geo+json-seq" => MediaKind.JsonSequence,

        // RFC 8091.
        var type when type.EndsWith("+json-seq", StringComparison.Ordinal) => MediaKind.JsonSequence,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/jsonlines"
            or "application/x-jsonlines" or "application/json-lines" or "application/x-json-stream"
            or "application/stream+json" or "text/x-ndjson" or "text/jsonl" => MediaKind.JsonLines,

        // RFC 6839 §3.1.
        var type when type.EndsWith("+json", StringComparison.Ordinal) => MediaKind.Json,
        "application/x-www-form-urlencoded" => MediaKind.Form,
        "text/event-stream" => MediaKind.EventStream,
        var type when type.StartsWith("multipart/", StringComparison.Ordinal) => MediaKind.Multipart,
        "application/xml" or "text/xml" => MediaKind.Xml,
        var type when type.EndsWith("+xml", StringComparison.Ordinal) => MediaKind.Xml,
        "application/graphql" or "application/yaml" or "application/x-yaml" => MediaKind.Text,
        "application/javascript" or "application/sql" => MediaKind.Text,
        var type when type.StartsWith("text/", StringComparison.Ordinal) => MediaKind.Text,
        _ => MediaKind.Binary,
    };

    /// <summary>The type and subtype, without parameters, in lower case.</summary>
    public static string Essence(string contentType)
    {
        var essence = contentType.AsSpan();
        if (essence.IndexOf(';') is >= 0 and var parameters) essence = essence[..parameters];
        return essence.Trim().ToString().ToLowerInvariant();
    }

    /// <summary>Whether content of this kind consists of named fields.</summary>
    public static bool HasFields(MediaKind kind) =>
        kind is MediaKind.Json or MediaKind.Form or MediaKind.Multipart or MediaKind.Xml;

    /// <summary>
    /// Whether a media type is meant by a declared one, which may be a range such as <c>image/*</c>. Parameters have no
    /// effect.
    /// </summary>
    public static bool Matches(string declared, string contentType)
    {
        var range = Essence(declared);
        var type = Essence(contentType);
        if (range == type || range is "*/*" or "*") return true;
        return range.EndsWith("/*", StringComparison.Ordinal)
            && type.StartsWith(range[..^1], StringComparison.Ordinal);
    }
}
