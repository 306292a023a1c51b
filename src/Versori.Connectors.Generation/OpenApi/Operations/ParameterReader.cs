using System.Buffers;
using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Reads parameters (OpenAPI 3.1 §4.8.12; 2.0 §"Parameter Object").</summary>
internal sealed class ParameterReader(SchemaCatalog schemas)
{
    // What describes the parameter and not its value (2.0 keeps both in one object).
    private static readonly HashSet<string> NotSchema = new(StringComparer.Ordinal)
    {
        "name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "deprecated", "style", "explode",
        "allowReserved", "content", "schema", "examples",
    };

    /// <summary>Reads a parameter other than a 2.0 <c>body</c> or <c>formData</c> one.</summary>
    public EndpointParameter? Read(Node node)
    {
        var name = node.Text("name")!;
        if (Location(node) is not { } location) return null;
        // OpenAPI 3.1 §4.8.12.1: definitions of these headers "shall be ignored"; the engine sends its own.
        if (location == ParameterLocation.Header && IsOwnHeader(name)) return null;
        return new()
        {
            Name = name,
            In = location,
            Required = location == ParameterLocation.Path || node.Flag("required") == true,
            Description = node.Text("description"),
            Schema = Schema(node),
            Style = node.Find("collectionFormat") is not null || IsPlainArray(node)
                ? Collection(node, location).Style
                : Style(node),
            Explode = node.Find("collectionFormat") is not null || IsPlainArray(node)
                ? Collection(node, location).Explode
                : node.Flag("explode"),
            AllowReserved = node.Flag("allowReserved") == true,
        };
    }

    /// <summary>The schema of a parameter: its own, that of its content, or what 2.0 writes into the parameter itself.</summary>
    public JsonSchema? Schema(Node node)
    {
        if (node.Find("schema") is { } schema) return schemas.Read(schema);
        if (node.Object("content") is { } content)
        {
            return MediaTypes.Preferred(content)?.Media.Find("schema") is { } inner ? schemas.Read(inner) : null;
        }

        return node.Find("type") is null && node.Find("enum") is null ? null : InlineSchema(node);
    }

    private static JsonSchema InlineSchema(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in node.Value.EnumerateObject())
            {
                if (NotSchema.Contains(member.Name) || member.Value.ValueKind == JsonValueKind.Null) continue;
                if (member.NameEquals("type") && member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("file"))
                {
                    writer.WriteString("type", "string");
                    writer.WriteString("format", "binary");
                    continue;
                }

                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = Reading.DocumentParser.MaximumDepth + 2 });
        return new JsonSchema(JsonElement.ParseValue(ref reader));
    }

    private static ParameterLocation? Location(Node node)
    {
        switch (node.Text("in")?.ToLowerInvariant())
        {
            case "path": return ParameterLocation.Path;
            case "query": return ParameterLocation.Query;
            case "header": return ParameterLocation.Header;
            case "cookie": return ParameterLocation.Cookie;
            case var other:
                node.Warn($"A parameter in '{other}' is not known; it is left out.");
                return null;
        }
    }

    private static bool IsOwnHeader(string name) =>
        name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    // 2.0 arrays are comma-separated unless they say otherwise, which 3.x queries are not.
    private static bool IsPlainArray(Node node) =>
        node.Find("schema") is null && node.Value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("array");

    private static (ParameterStyle? Style, bool? Explode) Collection(Node node, ParameterLocation location)
    {
        var isQuery = location is ParameterLocation.Query or ParameterLocation.Cookie;
        return node.Text("collectionFormat") switch
        {
            "multi" => (isQuery ? ParameterStyle.Form : ParameterStyle.Simple, isQuery),
            "ssv" => (ParameterStyle.SpaceDelimited, false),
            "tsv" => (ParameterStyle.TabDelimited, false),
            "pipes" => (ParameterStyle.PipeDelimited, false),
            _ => (isQuery ? ParameterStyle.Form : ParameterStyle.Simple, false),
        };
    }

    private static ParameterStyle? Style(Node node)
    {
        switch (node.Text("style"))
        {
            case null: return null;
            case "simple": return ParameterStyle.Simple;
            case "form": return ParameterStyle.Form;
            case "spaceDelimited": return ParameterStyle.SpaceDelimited;
            case "pipeDelimited": return ParameterStyle.PipeDelimited;
            case "tabDelimited": return ParameterStyle.TabDelimited;
            case "deepObject": return ParameterStyle.DeepObject;
            case "label": return ParameterStyle.Label;
            case "matrix": return ParameterStyle.Matrix;
            case var other:
                node.Warn($"The style '{other}' is not known; the default is used.");
                return null;
        }
    }
}
