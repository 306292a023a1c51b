using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates schemas of discovery documents, which are JSON Schema draft 3 with references by id, to those of OpenAPI
/// 3.1.
/// </summary>
internal sealed class DiscoverySchemas(Node? schemas, Work work)
{
    // Keywords with the same meaning and form.
    private static readonly HashSet<string> Same = new(StringComparer.Ordinal)
    {
        "description", "format", "pattern", "enum", "title", "readOnly", "deprecated",
    };

    /// <summary>Returns a reference to a shared schema.</summary>
    public static JsonObject Reference(string id) =>
        new() { ["$ref"] = Pointer.Append("#/components/schemas", id) };

    /// <summary>Returns all shared schemas, with their places.</summary>
    public IEnumerable<(string Name, JsonNode Schema, string Pointer)> All()
    {
        foreach (var (name, node) in schemas?.Entries() ?? [])
        {
            if (!node.IsObject)
            {
                node.Warn("A schema must be an object. It is ignored.");
                continue;
            }

            // References use the id, which is the name in all documents that Google publishes.
            var id = node.Value.TryGetProperty("id", out var own) && own.ValueKind == JsonValueKind.String
                ? own.GetString()!
                : name;
            yield return (id.Length == 0 ? name : id, Read(node.Value, isRoot: true), node.Pointer);
        }
    }

    /// <summary>Returns the schema of a parameter, without what describes the parameter itself.</summary>
    public static JsonObject OfParameter(JsonElement parameter, Work work) =>
        new DiscoverySchemas(null, work).Read(parameter, isRoot: true);

    private JsonObject Read(JsonElement schema, bool isRoot = false)
    {
        work.Step();
        var result = new JsonObject();
        if (schema.ValueKind != JsonValueKind.Object) return result;
        if (Text(schema, "$ref") is { } reference)
        {
            result = Reference(reference);
            if (Text(schema, "description") is { } about) result["description"] = about;
            return result;
        }

        var type = Text(schema, "type");
        if (type is not null and not "any") result["type"] = type;
        foreach (var member in schema.EnumerateObject())
        {
            switch (member.Name)
            {
                case "properties" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteProperties(result, member.Value);
                    break;
                case "items" or "additionalProperties" when member.Value.ValueKind == JsonValueKind.Object:
                    result[member.Name] = Read(member.Value);
                    break;
                case "minimum" or "maximum":
                    if (Number(member.Value) is { } number) result[member.Name] = number;
                    break;
                case "default":
                    if (Default(member.Value, type) is { } standard) result["default"] = standard;
                    break;
                case "variant" when member.Value.ValueKind == JsonValueKind.Object:
                    WriteVariant(result, member.Value);
                    break;
                case var name when Same.Contains(name) && member.Value.ValueKind != JsonValueKind.Null:
                    result[name] = JsonCopy.Of(member.Value, work);
                    break;
            }
        }

        var isRepeated = schema.TryGetProperty("repeated", out var repeated)
            && repeated.ValueKind == JsonValueKind.True;
        return isRepeated ? Repeated(result, isRoot) : result;
    }

    private static JsonObject Repeated(JsonObject item, bool isRoot)
    {
        var list = new JsonObject { ["type"] = "array" };
        if (isRoot && item["description"] is { } description) list["description"] = description.DeepClone();
        list["items"] = item;
        return list;
    }

    private void WriteProperties(JsonObject result, JsonElement properties)
    {
        var members = new JsonObject();
        var required = new List<string>();
        foreach (var property in properties.EnumerateObject())
        {
            members[property.Name] = Read(property.Value);
            // Draft 3 §5.7: the property itself states that it is required.
            var isRequired = property.Value.ValueKind == JsonValueKind.Object
                && property.Value.TryGetProperty("required", out var flag)
                && flag.ValueKind == JsonValueKind.True;
            if (isRequired) required.Add(property.Name);
        }

        result["properties"] = members;
        if (required.Count > 0) result["required"] = JsonCopy.Texts(required.Distinct(StringComparer.Ordinal));
    }

    private static void WriteVariant(JsonObject result, JsonElement variant)
    {
        if (!variant.TryGetProperty("map", out var map) || map.ValueKind != JsonValueKind.Array) return;
        var choices = new JsonArray();
        var mapping = new JsonObject();
        foreach (var entry in map.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || Text(entry, "$ref") is not { } reference) continue;
            var choice = Reference(reference);
            if (Text(entry, "type_value") is { } value) mapping[value] = choice["$ref"]!.GetValue<string>();
            choices.Add((JsonNode)choice);
        }

        if (choices.Count == 0) return;
        result["oneOf"] = choices;
        if (Text(variant, "discriminant") is not { } name) return;
        var discriminator = new JsonObject { ["propertyName"] = name };
        if (mapping.Count > 0) discriminator["mapping"] = mapping;
        result["discriminator"] = discriminator;
    }

    // Numbers are written as texts.
    private static JsonValue? Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return JsonValue.Create(value.Clone());
        if (value.ValueKind != JsonValueKind.String) return null;
        return decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : null;
    }

    private static JsonValue? Default(JsonElement value, string? type)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null
                ? null
                : JsonValue.Create(value.Clone());
        return type switch
        {
            "integer" or "number" => Number(value),
            "boolean" => bool.TryParse(value.GetString(), out var flag) ? JsonValue.Create(flag) : null,
            _ => JsonValue.Create(value.GetString()),
        };
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
