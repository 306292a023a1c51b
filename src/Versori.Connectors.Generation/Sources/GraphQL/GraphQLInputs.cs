using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Converts the input types of a schema to JSON Schemas, as far as arguments use them.</summary>
internal sealed class GraphQLInputs(GraphQLSchemaModel model, Work work)
{
    private readonly OrderedDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Queue<GraphQLTypeDefinition> _pending = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Returns the schema of the variables of an operation.</summary>
    public JsonSchema Variables(IReadOnlyList<GraphQLField> arguments) => JsonSchema.Parse(
        Object(arguments).ToJsonString());

    /// <summary>Returns the schemas that those of the variables refer to.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Complete()
    {
        while (_pending.TryDequeue(out var type))
        {
            work.Step();
            var schema = type.Kind == GraphQLTypeKind.Enum ? Enum(type) : Object(type.Fields);
            if (type.Description is { Length: > 0 } description) schema["description"] = description;
            if (type.IsOneOf)
            {
                schema["minProperties"] = 1;
                schema["maxProperties"] = 1;
            }

            _schemas[type.Name] = JsonSchema.Parse(schema.ToJsonString());
        }

        return _schemas;
    }

    /// <summary>
    /// Returns the schema of a built-in scalar, or of one with a name that is in use for texts. Other scalars can have
    /// any value (GraphQL §3.5).
    /// </summary>
    public static JsonObject Scalar(string name) => name switch
    {
        "Int" => new() { ["type"] = "integer" },
        "Float" => new() { ["type"] = "number" },
        "String" => new() { ["type"] = "string" },
        "Boolean" => new() { ["type"] = "boolean" },
        "ID" => new() { ["type"] = new JsonArray("string", "integer") },
        "DateTime" or "ISO8601DateTime" => new() { ["type"] = "string", ["format"] = "date-time" },
        "Date" or "ISO8601Date" => new() { ["type"] = "string", ["format"] = "date" },
        "UUID" => new() { ["type"] = "string", ["format"] = "uuid" },
        "URI" or "URL" => new() { ["type"] = "string", ["format"] = "uri" },
        _ => [],
    };

    /// <summary>Adds null to the types of a schema.</summary>
    public static JsonObject Nullable(JsonObject schema)
    {
        if (schema["$ref"] is not null)
            return new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (schema["type"] is not { } type) return schema;
        schema["type"] = type is JsonArray several
            ? new JsonArray([.. several.Select(one => one!.DeepClone()), "null"])
            : new JsonArray(type.DeepClone(), "null");
        if (schema["enum"] is JsonArray values) values.Add(null);
        return schema;
    }

    /// <summary>Returns the schema of an enumeration.</summary>
    public static JsonObject Enum(GraphQLTypeDefinition type) => type.Values.Count == 0
        ? new() { ["type"] = "string" }
        : new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. type.Values.Distinct(StringComparer.Ordinal).Select(Text)]),
        };

    private static JsonNode? Text(string value) => JsonValue.Create(value);

    private JsonObject Object(IReadOnlyList<GraphQLField> fields)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in fields)
        {
            work.Step();
            var schema = SchemaOf(field.Type);
            Describe(schema, field);
            properties[field.Name] = schema;
            if (field.NeedsValue) required.Add(Text(field.Name));
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) result["required"] = required;
        result["additionalProperties"] = false;
        return result;
    }

    private static void Describe(JsonObject schema, GraphQLField field)
    {
        if (field.Description is { Length: > 0 } description) schema["description"] = description;
        if (field.IsDeprecated) schema["deprecated"] = true;
    }

    private JsonObject SchemaOf(GraphQLTypeRef type)
    {
        var schema = type.Item is { } item
            ? new JsonObject { ["type"] = "array", ["items"] = SchemaOf(item) }
            : Named(type.Name!);
        return type.IsRequired ? schema : Nullable(schema);
    }

    private JsonObject Named(string name)
    {
        if (model.Find(name) is not { } type || type.Kind == GraphQLTypeKind.Scalar) return Scalar(name);
        if (type.Kind is not (GraphQLTypeKind.Enum or GraphQLTypeKind.InputObject)) return [];
        if (_used.Add(name)) _pending.Enqueue(type);
        return new() { ["$ref"] = $"#/schemas/{name}" };
    }
}
