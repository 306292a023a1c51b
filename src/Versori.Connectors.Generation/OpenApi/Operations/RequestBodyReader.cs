using System.Buffers;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the request body of an operation (OpenAPI 3.1 §4.8.13; 2.0: <c>body</c> and <c>formData</c> parameters).
/// </summary>
internal sealed class RequestBodyReader(SchemaCatalog schemas, ParameterReader parameters, ReferenceResolver references)
{
    public EndpointRequestBody? Read(Node operation)
    {
        if (operation.Find("requestBody") is not { } reference) return null;
        if (references.Resolve(reference) is not { } body) return null;
        if (body.Object("content") is not { } content) return null;
        if (MediaTypes.Preferred(content) is not var (contentType, media)) return null;
        var schema = media.Find("schema") is { } node ? schemas.Read(node) : null;
        if (contentType.Contains('*', StringComparison.Ordinal))
        {
            // A media type range is valid in Accept, but not in Content-Type.
            contentType = IsBinary(schema) ? "application/octet-stream" : MediaTypes.Json;
            media.Warn($"The media type is a range. {contentType} is sent.");
        }

        return new()
        {
            ContentType = contentType,
            Required = body.Flag("required") == true,
            Description = body.Text("description"),
            Schema = schema,
        };
    }

    /// <summary>Reads a 2.0 <c>body</c> parameter.</summary>
    public EndpointRequestBody FromBody(Node parameter, IReadOnlyList<string> consumes) => new()
    {
        ContentType = MediaTypes.Preferred(consumes) ?? MediaTypes.Json,
        Required = parameter.Flag("required") == true,
        Description = parameter.Text("description"),
        Schema = parameters.Schema(parameter),
    };

    /// <summary>Combines <c>formData</c> parameters of 2.0 in one object.</summary>
    public EndpointRequestBody FromForm(IReadOnlyList<Node> fields, IReadOnlyList<string> consumes)
    {
        var hasFile = fields.Any(field => field.Text("type") == "file");
        var onlyMultipart = consumes.Contains(MediaTypes.Multipart, StringComparer.OrdinalIgnoreCase)
            && !consumes.Contains(MediaTypes.Form, StringComparer.OrdinalIgnoreCase);
        var required = fields
            .Where(field => field.Flag("required") == true)
            .Select(field => field.Text("name")!)
            .ToList();
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
        return new()
        {
            ContentType = hasFile || onlyMultipart ? MediaTypes.Multipart : MediaTypes.Form,
            Required = required.Count > 0,
            Schema = new JsonSchema(JsonElement.ParseValue(ref reader)),
        };
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
