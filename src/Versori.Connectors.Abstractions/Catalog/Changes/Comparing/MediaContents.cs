namespace Versori.Connectors.Catalog;

/// <summary>One media type of a body or response, with its place.</summary>
internal sealed record MediaContents(
    JsonSchema? Schema,
    JsonSchema? ItemSchema,
    IReadOnlyDictionary<string, FieldEncoding> Encoding,
    int? Alternative)
{
    /// <summary>The content without a type: a response that has none.</summary>
    public const string None = "";

    private static readonly Dictionary<string, FieldEncoding> NoEncoding = [];

    public static OrderedDictionary<string, MediaContents> Of(EndpointRequestBody body) => Of(
        body.ContentType, new(body.Schema, body.ItemSchema, body.Encoding, null), body.Alternatives);

    public static OrderedDictionary<string, MediaContents> Of(EndpointResponse response) => Of(
        response.ContentType ?? None,
        new(response.Schema, response.ItemSchema, NoEncoding, null),
        response.Alternatives);

    public string Pointer(string owner, string member) =>
        Alternative is { } index ? $"{owner}/alternatives/{index}/{member}" : $"{owner}/{member}";

    private static OrderedDictionary<string, MediaContents> Of(
        string type, MediaContents main, IReadOnlyList<EndpointContent> alternatives)
    {
        var found = new OrderedDictionary<string, MediaContents>(StringComparer.OrdinalIgnoreCase) { [type] = main };
        foreach (var (index, content) in alternatives.Index())
            found.TryAdd(content.ContentType, new(content.Schema, content.ItemSchema, content.Encoding, index));
        return found;
    }
}
