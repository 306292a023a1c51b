using System.Text.Json;

namespace Versori.Connectors.AspNetCore.Administration.Fields;

/// <summary>
/// The fields of the parts of a definition. They are read from the JSON Schema of the format, so that the form has
/// every setting that the format has.
/// </summary>
internal sealed class DefinitionSchema
{
    private static readonly string[] LongTexts =
        ["description", "certificateAuthorities", "stringToSign", "passphrase", "template"];

    // Parts with a form of their own, and what only concerns the file.
    private static readonly string[] NotGeneral = ["$schema", "formatVersion", "inputs", "authMethods", "endpoints"];

    private readonly JsonElement _root;

    public DefinitionSchema()
    {
        using var stream = typeof(DefinitionSchema).Assembly
            .GetManifestResourceStream("schema/connector-definition.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        _root = document.RootElement.Clone();
        General = [.. Fields(_root, isTop: true).Where(field => !NotGeneral.Contains(field.Name))];
        Input = Fields(Items("inputs"), isTop: true);
        Endpoint = Fields(Items("endpoints"), isTop: true);
        Methods = Items("authMethods").GetProperty("anyOf").EnumerateArray().ToDictionary(
            method => TypeOf(method).GetProperty("const").GetString()!,
            method => new MethodSchema(
                TypeOf(method).GetProperty("const").GetString()!,
                DescriptionOf(method),
                [.. Fields(method, isTop: true).Where(field => field.Name != "type")]),
            StringComparer.Ordinal);
    }

    /// <summary>The settings of the connector itself.</summary>
    public IReadOnlyList<SchemaField> General { get; }

    public IReadOnlyList<SchemaField> Input { get; }

    public IReadOnlyList<SchemaField> Endpoint { get; }

    /// <summary>The kinds of auth methods by the values of <c>type</c>.</summary>
    public IReadOnlyDictionary<string, MethodSchema> Methods { get; }

    private static JsonElement TypeOf(JsonElement method) => method.GetProperty("properties").GetProperty("type");

    private JsonElement Items(string name) =>
        _root.GetProperty("properties").GetProperty(name).GetProperty("items");

    private List<SchemaField> Fields(JsonElement owner, bool isTop)
    {
        var required = owner.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        return [.. owner.GetProperty("properties").EnumerateObject()
            .Select(property => Field(property.Name, property.Value, required.Contains(property.Name), isTop))];
    }

    private SchemaField Field(string name, JsonElement declared, bool isRequired, bool isTop)
    {
        var schema = Resolve(declared);
        var field = new SchemaField
        {
            Name = name,
            Kind = SchemaFieldKind.Json,
            IsRequired = isRequired,
            IsTop = isTop,
            IsNullable = Types(schema).Contains("null"),
            Description = DescriptionOf(declared) ?? DescriptionOf(schema),
        };
        if (schema.TryGetProperty("enum", out var values))
        {
            return field with
            {
                Kind = SchemaFieldKind.Choice,
                Options = [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String)
                    .Select(value => value.GetString()!)],
            };
        }

        var types = Types(schema);
        if (types.Contains("object")) return Object(field, schema, isTop);
        if (types.Contains("array")) return Array(field, Resolve(schema.GetProperty("items")), isTop);
        if (types.Contains("boolean")) return field with { Kind = SchemaFieldKind.YesNo };
        if (types.Contains("integer") || types.Contains("number"))
            return field with { Kind = SchemaFieldKind.Number };
        if (!types.Contains("string")) return field;
        return field with { Kind = LongTexts.Contains(name) ? SchemaFieldKind.LongText : SchemaFieldKind.Text };
    }

    private SchemaField Object(SchemaField field, JsonElement schema, bool isTop)
    {
        if (schema.TryGetProperty("properties", out _))
        {
            return isTop && !schema.TryGetProperty("anyOf", out _)
                ? field with { Kind = SchemaFieldKind.Group, Fields = Fields(schema, isTop: false) }
                : field;
        }

        return schema.TryGetProperty("additionalProperties", out var values)
            && values.ValueKind == JsonValueKind.Object && Types(values).Contains("string")
                ? field with { Kind = SchemaFieldKind.Pairs }
                : field;
    }

    private SchemaField Array(SchemaField field, JsonElement item, bool isTop)
    {
        var types = Types(item);
        if (types.Contains("string") || types.Contains("integer"))
            return field with { Kind = SchemaFieldKind.Lines, IsNumeric = types.Contains("integer") };
        var isList = isTop && types.Contains("object") && item.TryGetProperty("properties", out _)
            && !item.TryGetProperty("anyOf", out _);
        return isList
            ? field with { Kind = SchemaFieldKind.List, Fields = Fields(item, isTop: false) }
            : field;
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = _root;
            foreach (var part in reference.GetString()!.Split('/').Skip(1))
            {
                var name = part.Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal);
                schema = schema.ValueKind == JsonValueKind.Array
                    ? schema[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                    : schema.GetProperty(name);
            }
        }

        return schema;
    }

    private static string[] Types(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return [];
        return type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(item => item.GetString()!)]
            : [type.GetString()!];
    }

    private static string? DescriptionOf(JsonElement schema) =>
        schema.TryGetProperty("description", out var description) ? description.GetString() : null;
}
