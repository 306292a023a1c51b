using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>One media type of the body of an endpoint, with what is needed to bind, check and write it.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
internal sealed class BodyContent(
    string contentType,
    JsonSchema? schema,
    IReadOnlyDictionary<string, FieldEncoding> encoding,
    IReadOnlyDictionary<string, JsonSchema> schemas)
{
    public string ContentType => contentType;

    public MediaKind Kind { get; } = MediaType.Of(contentType);

    public JsonSchema? Schema => schema;

    public SchemaView? View { get; } = SchemaView.Of(schema, schemas);

    public JsonSchema? ItemSchema { get; init; }

    /// <summary>What is put around the fields; <see langword="null"/> if they are the body.</summary>
    public IBodyEnvelope? Envelope { get; init; }

    public IReadOnlyDictionary<string, FieldEncoding> Encoding => encoding;

    public bool HasFields => MediaType.HasFields(Kind);

    /// <summary>The same content with the media type that a call chose.</summary>
    public BodyContent As(string chosen) =>
        chosen == contentType
            ? this
            : new(chosen, schema, encoding, schemas) { ItemSchema = ItemSchema, Envelope = Envelope };

    /// <summary>Returns all contents of a body, the default first.</summary>
    public static BodyContent[] Of(EndpointRequestBody body, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        var first = new BodyContent(body.ContentType, body.Schema, body.Encoding, schemas)
        {
            ItemSchema = body.ItemSchema,
        };
        return
        [
            first,
            .. body.Alternatives.Select(content => new BodyContent(
                content.ContentType,
                content.Schema ?? (MediaType.HasFields(MediaType.Of(content.ContentType)) ? body.Schema : null),
                content.Encoding,
                schemas)
            {
                ItemSchema = content.ItemSchema,
            }),
        ];
    }

    /// <summary>
    /// The body as JSON, if it is made of fields or values; <see langword="null"/> if it is content of its own.
    /// </summary>
    public JsonNode? ToNode(object body, ref string? problem) => Kind switch
    {
        MediaKind.Json => ArgumentConverter.ToNode(body, View, ref problem),
        MediaKind.Form or MediaKind.Xml when body is not string => ArgumentConverter.ToNode(body, View, ref problem),
        MediaKind.JsonLines or MediaKind.JsonSequence when body is not string =>
            ArgumentConverter.ToNode(body, null, ref problem),
        MediaKind.Multipart => RequestBodyWriter.Fields(body) is { } fields ? Values(fields, ref problem) : null,
        _ => null,
    };

    /// <summary>The names of the fields of a multipart body that are files.</summary>
    public HashSet<string>? Files(object body) =>
        Kind == MediaKind.Multipart && RequestBodyWriter.Fields(body) is { } fields
            ? fields.Where(field => HasFile(field.Value)).Select(field => field.Key)
                .ToHashSet(StringComparer.Ordinal)
            : null;

    private JsonObject Values(IEnumerable<KeyValuePair<string, object?>> fields, ref string? problem)
    {
        var values = new JsonObject();
        foreach (var (name, value) in fields)
        {
            // A file is represented by its name, so that it counts as given.
            values[name] = HasFile(value)
                ? JsonValue.Create(name)
                : ArgumentConverter.ToNode(value, View?.Property(name), ref problem);
        }

        return values;
    }

    private static bool HasFile(object? value) => ArgumentConverter.IsContent(value)
        || (value is System.Collections.IEnumerable items and not (string or JsonNode)
            && items.Cast<object?>().Any(ArgumentConverter.IsContent));
}
