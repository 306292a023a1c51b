namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>The media types of a request body or a response, with the schema of each.</summary>
internal static class MediaContent
{
    // Content of other types is binary, and is not described by the schema of the first type.
    private static readonly string[] Structured =
    [
        "json", "xml", "text/", MediaTypes.Form, "multipart/", "yaml", "jsonl", "ndjson",
    ];

    public static IEnumerable<EndpointContent> Of(EndpointRequestBody body) => Of(
        new()
        {
            ContentType = body.ContentType,
            Schema = body.Schema,
            ItemSchema = body.ItemSchema,
            Encoding = body.Encoding,
            Example = body.Example,
        },
        body.Alternatives);

    public static IEnumerable<EndpointContent> Of(EndpointResponse response)
    {
        var hasContent = response.ContentType is not null || response.Schema is not null
            || response.ItemSchema is not null || response.Alternatives.Count > 0;
        return !hasContent ? [] : Of(
            new()
            {
                ContentType = response.ContentType ?? MediaTypes.Json,
                Schema = response.Schema,
                ItemSchema = response.ItemSchema,
                Example = response.Example,
            },
            response.Alternatives);
    }

    // The schema of the first media type is that of the others, too.
    private static IEnumerable<EndpointContent> Of(EndpointContent first, IReadOnlyList<EndpointContent> others) =>
        others
            .Select(other => other.Schema is null && IsStructured(other) ? other with { Schema = first.Schema } : other)
            .Prepend(first)
            .DistinctBy(content => content.ContentType, StringComparer.Ordinal);

    private static bool IsStructured(EndpointContent content) => content.ItemSchema is null
        && Array.Exists(Structured, part => content.ContentType.Contains(part, StringComparison.OrdinalIgnoreCase));
}
