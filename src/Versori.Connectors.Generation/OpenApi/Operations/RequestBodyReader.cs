using System.Buffers;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the request body of an operation (OpenAPI 3.1 §4.8.13; 2.0: <c>body</c> and <c>formData</c> parameters).
/// </summary>
internal sealed class RequestBodyReader(
    ParameterReader parameters, ContentReader contents, ReferenceResolver references)
{
    private const string Binary = "application/octet-stream";

    public EndpointRequestBody? Read(Node operation)
    {
        if (operation.Find("requestBody") is not { } reference) return null;
        if (references.Resolve(reference) is not { } body) return null;
        if (body.Object("content") is not { } content) return null;
        if (contents.Read(content) is not [var first, .. var others]) return null;
        if (first.ContentType.Contains('*', StringComparison.Ordinal))
        {
            // A media type range is valid in Accept, but not in Content-Type. A call may choose a type of the range.
            var sent = IsBinary(first.Schema) ? Binary : MediaTypes.Json;
            content.Warn($"The media type is a range. {sent} is sent.");
            others = [first with { Schema = null, Encoding = Nothing, Example = null }, .. others];
            first = first with { ContentType = sent };
        }

        return new()
        {
            ContentType = first.ContentType,
            Required = body.Flag("required") == true,
            Description = body.Text("description"),
            Schema = first.Schema,
            ItemSchema = first.ItemSchema,
            Encoding = first.Encoding,
            Example = first.Example,
            Alternatives = others,
        };
    }

    /// <summary>Reads a 2.0 <c>body</c> parameter.</summary>
    public EndpointRequestBody FromBody(Node parameter, IReadOnlyList<string> consumes)
    {
        var preferred = MediaTypes.Preferred(consumes) ?? MediaTypes.Json;
        return new()
        {
            ContentType = preferred,
            Required = parameter.Flag("required") == true,
            Description = parameter.Text("description"),
            Schema = parameters.Schema(parameter),
            Example = ContentReader.Example(parameter, references),
            Alternatives = MediaTypes.Others(consumes, preferred),
        };
    }

    /// <summary>Combines <c>formData</c> parameters of 2.0 in one object.</summary>
    public EndpointRequestBody FromForm(IReadOnlyList<Node> fields, IReadOnlyList<string> consumes)
    {
        var hasFile = fields.Any(field => field.Text("type") == "file");
        var takesMultipart = consumes.Contains(MediaTypes.Multipart, StringComparer.OrdinalIgnoreCase);
        var takesForm = consumes.Contains(MediaTypes.Form, StringComparer.OrdinalIgnoreCase);
        var contentType = hasFile || (takesMultipart && !takesForm) ? MediaTypes.Multipart : MediaTypes.Form;
        var required = fields
            .Where(field => field.Flag("required") == true)
            .Select(field => field.Text("name")!)
            .ToList();
        return new()
        {
            ContentType = contentType,
            Required = required.Count > 0,
            Schema = Schema(fields, required),
            Encoding = Encoding(fields),
            Alternatives = takesMultipart && takesForm && !hasFile
                ? [new() { ContentType = MediaTypes.Multipart, Encoding = Encoding(fields) }]
                : [],
        };
    }

    private static IReadOnlyDictionary<string, FieldEncoding> Nothing { get; } =
        new Dictionary<string, FieldEncoding>(StringComparer.Ordinal);

    private JsonSchema Schema(IReadOnlyList<Node> fields, List<string> required)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            foreach (var field in fields) WriteProperty(writer, field);
            writer.WriteEndObject();
            if (required.Count > 0)
            {
                writer.WriteStartArray("required");
                foreach (var name in required) writer.WriteStringValue(name);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        var options = new JsonReaderOptions { MaxDepth = Reading.DocumentParser.MaximumDepth + 5 };
        var reader = new Utf8JsonReader(buffer.WrittenSpan, options);
        return new JsonSchema(JsonElement.ParseValue(ref reader));
    }

    // 2.0 §"Parameter Object": by default, the items of a list are joined with commas.
    private static Dictionary<string, FieldEncoding> Encoding(IReadOnlyList<Node> fields)
    {
        var encoding = new Dictionary<string, FieldEncoding>(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.Text("type") == "array"))
        {
            var style = field.Text("collectionFormat") switch
            {
                "multi" => (ParameterStyle?)null,
                "ssv" => ParameterStyle.SpaceDelimited,
                "tsv" => ParameterStyle.TabDelimited,
                "pipes" => ParameterStyle.PipeDelimited,
                _ => ParameterStyle.Form,
            };
            if (style is not null) encoding[field.Text("name")!] = new() { Style = style, Explode = false };
        }

        return encoding;
    }

    private void WriteProperty(Utf8JsonWriter writer, Node field)
    {
        writer.WriteStartObject(field.Text("name")!);
        if (field.Text("description") is { } description) writer.WriteString("description", description);
        if (parameters.Schema(field)?.Root is { ValueKind: JsonValueKind.Object } schema)
        {
            foreach (var member in schema.EnumerateObject())
            {
                if (!member.NameEquals("description")) member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsBinary(JsonSchema? schema)
    {
        if (schema is null) return true;
        return schema.Root.ValueKind == JsonValueKind.Object
            && schema.Root.TryGetProperty("format", out var format)
            && format.ValueKind == JsonValueKind.String
            && format.ValueEquals("binary");
    }
}
