using System.Buffers;
using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Reads parameters (OpenAPI 3.1 §4.8.12; 2.0 §"Parameter Object").</summary>
internal sealed class ParameterReader(SchemaCatalog schemas, ReferenceResolver references)
{
    // Members that describe the parameter, not its value. In 2.0, one object contains both.
    private static readonly HashSet<string> NotSchema = new(StringComparer.Ordinal)
    {
        "name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "deprecated", "style",
        "explode", "allowReserved", "content", "schema", "examples",
    };

    /// <summary>Reads a parameter, except <c>body</c> and <c>formData</c> parameters of 2.0.</summary>
    public EndpointParameter? Read(Node node)
    {
        if (Location(node) is not { } location || Name(node, location) is not { } name) return null;
        var content = node.Find("schema") is null ? node.Object("content") : null;
        var parameter = new EndpointParameter
        {
            Name = name,
            In = location,
            Required = location == ParameterLocation.Path || node.Flag("required") == true,
            Description = node.Text("description"),
            Schema = Schema(node),
            ContentType = content is null ? null : MediaTypes.Preferred(content)?.Name,
            Internal = IsInternal(node),
            AllowReserved = KeepsReserved(node, location),
            AllowEmptyValue = location == ParameterLocation.Query && node.Flag("allowEmptyValue") == true,
            Example = Example(node, content),
        };
        var usesCollectionFormat = node.Find("collectionFormat") is not null || IsPlainArray(node);
        // A value in a media type has no style (OpenAPI 3.1 §4.8.12.2).
        if (content is not null) return parameter;
        var (style, explode) = usesCollectionFormat
            ? Collection(node, location)
            : (Style(node), node.Flag("explode"));
        return parameter with { Style = style, Explode = explode };
    }

    /// <summary>
    /// Whether a header parameter describes what the engine sets itself. OpenAPI 3.1 §4.8.12.1: such definitions "shall
    /// be ignored".
    /// </summary>
    public static bool IsReservedHeader(string name) =>
        name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the schema of a parameter: its own, that of its content, or the one that 2.0 has in the parameter
    /// itself.
    /// </summary>
    public JsonSchema? Schema(Node node)
    {
        // An empty schema allows any value, as no schema does.
        if (node.Find("schema") is { } schema)
        {
            var read = schemas.Read(schema);
            var isEmpty = read?.Root.ValueKind == JsonValueKind.Object && read.Root.GetPropertyCount() == 0;
            return isEmpty ? null : read;
        }

        if (node.Object("content") is { } content)
        {
            return MediaTypes.Preferred(content)?.Media.Find("schema") is { } inner ? schemas.Read(inner) : null;
        }

        return node.Find("type") is null && node.Find("enum") is null ? null : InlineSchema(node);
    }

    // In 2.0, the example of a parameter is in its schema.
    private JsonFragment? Example(Node node, Node? content)
    {
        if (content is not null && MediaTypes.Preferred(content) is var (_, media))
            return ContentReader.Example(media, references);
        return ContentReader.Example(node, references);
    }

    private JsonSchema? InlineSchema(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in node.Value.EnumerateObject())
            {
                if (NotSchema.Contains(member.Name) || member.Value.ValueKind == JsonValueKind.Null) continue;
                var isFile = member.NameEquals("type")
                    && member.Value.ValueKind == JsonValueKind.String
                    && member.Value.ValueEquals("file");
                if (isFile)
                {
                    writer.WriteString("type", "string");
                    writer.WriteString("format", "binary");
                    continue;
                }

                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var options = new JsonReaderOptions { MaxDepth = Reading.DocumentParser.MaximumDepth + 2 };
        var reader = new Utf8JsonReader(buffer.WrittenSpan, options);
        return schemas.Read(node.With(JsonElement.ParseValue(ref reader)));
    }

    private static ParameterLocation? Location(Node node)
    {
        switch (node.Text("in")?.ToLowerInvariant())
        {
            case "path": return ParameterLocation.Path;
            case "query": return ParameterLocation.Query;
            case "header": return ParameterLocation.Header;
            case "cookie": return ParameterLocation.Cookie;
            case "querystring": return ParameterLocation.QueryString;
            case var other:
                node.Warn($"The parameter location '{other}' is not known. The parameter is omitted.");
                return null;
        }
    }

    private static string? Name(Node node, ParameterLocation location)
    {
        var name = node.Text("name")!;
        if (location == ParameterLocation.Cookie && PositionEncoder.HeaderProblem(name) is not null)
        {
            node.Warn("The name of the cookie has characters that HTTP does not allow. The parameter is omitted.");
            return null;
        }

        if (location != ParameterLocation.Header) return name;

        // RFC 9110 §5.1. Some documents add the colon that follows the name in a message.
        var header = name.Trim().TrimEnd(':').TrimEnd();
        if (!HttpTokenSyntax.IsToken(header))
        {
            node.Warn($"'{name}' has characters that HTTP does not allow in the name of a header. It is omitted.");
            return null;
        }

        if (header != name) node.Warn($"'{name}' is not the name of a header. '{header}' is used.");
        if (!IsReservedHeader(header)) return header;
        node.WarnLeftOut($"The header '{header}' is set by the engine. The parameter is left out.");
        return null;
    }

    // OpenAPI 3.2 §4.12.2: allowReserved also applies to paths. The extensions are those of Google's and Microsoft's
    // documents.
    private static bool KeepsReserved(Node node, ParameterLocation location) =>
        node.Flag("allowReserved") == true
        || node.IsTrue("x-ms-skip-url-encoding")
        || (location == ParameterLocation.Path && node.IsTrue("x-multi-segment"));

    private static bool IsInternal(Node node) => node.IsTrue("x-internal")
        || ((string[])["x-visibility", "x-ms-visibility"]).Any(name =>
            node.Value.TryGetProperty(name, out var visibility)
            && visibility.ValueKind == JsonValueKind.String
            && visibility.ValueEquals("internal"));

    // By default, arrays are comma-separated in 2.0, but not in queries of 3.x.
    private static bool IsPlainArray(Node node) =>
        node.Find("schema") is null
        && node.Value.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.ValueEquals("array");

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

    /// <summary>Returns the style of a parameter or a field; <see langword="null"/> for the default.</summary>
    public static ParameterStyle? Style(Node node)
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
            case "cookie": return ParameterStyle.Cookie;
            case var other:
                node.Warn($"The style '{other}' is not known. The default is used.");
                return null;
        }
    }
}
