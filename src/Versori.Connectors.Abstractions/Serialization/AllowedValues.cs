using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Lists the values that are allowed at a place in a definition, for error messages about other values.
/// </summary>
internal static class AllowedValues
{
    /// <summary>
    /// Returns the allowed values in the order of their declaration; empty if other values are allowed too, or if the
    /// value at the place is one of them.
    /// </summary>
    /// <param name="document">The definition as it was written.</param>
    /// <param name="pointer">The place in the definition.</param>
    public static IReadOnlyList<string> Find(JsonElement document, string pointer)
    {
        var schema = Schema();
        List<JsonNode> candidates = [schema];
        var value = document;
        var location = "";
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            var parent = value;
            candidates =
            [
                .. candidates
                    .SelectMany(candidate => Alternatives(candidate, schema, parent))
                    .Select(candidate => Child(candidate, parent, token))
                    .OfType<JsonObject>(),
            ];
            location = JsonPointer.Append(location, token);
            if (!JsonPointer.TryFind(document, location, out value)) return [];
        }

        var allowed = candidates
            .SelectMany(candidate => Alternatives(candidate, schema, null))
            .SelectMany(Constants)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        // An object with a known type has another error than its type.
        var actual = TryGetType(value, out var type) ? type : value;
        return allowed.Contains(JsonPointer.Scalar(actual) ?? "", StringComparer.Ordinal) ? [] : allowed;
    }

    private static JsonNode Schema() => ConnectorJson.Options.GetJsonSchemaAsNode(typeof(ConnectorDefinition));

    // For polymorphic types, returns the schema that the value's type selects, or all of them without a value.
    private static IEnumerable<JsonNode> Alternatives(JsonNode schema, JsonNode root, JsonElement? value)
    {
        var resolved = Resolve(schema, root);
        if ((resolved as JsonObject)?["anyOf"] is not JsonArray alternatives) return [resolved];
        return alternatives
            .OfType<JsonNode>()
            .Select(alternative => Resolve(alternative, root))
            .Where(alternative => value is null || IsSelected(alternative, value.Value));
    }

    private static bool IsSelected(JsonNode alternative, JsonElement value) =>
        Discriminator(alternative) is not { } expected
        || (TryGetType(value, out var type) && JsonPointer.Scalar(type) == expected);

    private static bool TryGetType(JsonElement value, out JsonElement type)
    {
        type = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out type);
    }

    // A schema that allows any value is the boolean "true", also as a property.
    private static string? Discriminator(JsonNode alternative) =>
        ((alternative as JsonObject)?["properties"]?["type"] as JsonObject)?["const"]?.GetValue<string>();

    private static JsonObject? Child(JsonNode schema, JsonElement value, string token)
    {
        if (schema is not JsonObject declared) return null;
        if (value.ValueKind == JsonValueKind.Array) return declared["items"] as JsonObject;
        return (declared["properties"] as JsonObject)?[token] as JsonObject
            ?? declared["additionalProperties"] as JsonObject;
    }

    private static IEnumerable<string> Constants(JsonNode schema)
    {
        if ((schema as JsonObject)?["enum"] is not JsonArray constants)
        {
            return Discriminator(schema) is { } type ? [type] : [];
        }

        return constants.OfType<JsonValue>().Select(constant => constant.ToString());
    }

    // Schemas of recursive types contain references to other places of the whole schema.
    private static JsonNode Resolve(JsonNode schema, JsonNode root)
    {
        if ((schema as JsonObject)?["$ref"]?.GetValue<string>() is not { } reference) return schema;
        var found = root;
        foreach (var token in JsonPointer.Tokens(reference))
        {
            found = found is JsonArray items
                ? items[int.Parse(token, CultureInfo.InvariantCulture)]
                : found?[token];
        }

        return found ?? schema;
    }
}
