using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Versori.Connectors.Serialization;

/// <summary>Finds the words that can stand somewhere in a definition, for whoever wrote another one there.</summary>
internal static class AllowedValues
{
    /// <summary>The words, in their order; none where anything else can stand there too.</summary>
    /// <param name="document">The definition as it was written.</param>
    /// <param name="pointer">The place in it.</param>
    public static IReadOnlyList<string> At(JsonElement document, string pointer)
    {
        var schema = ConnectorJson.Options.GetJsonSchemaAsNode(typeof(ConnectorDefinition));
        List<JsonNode> candidates = [schema];
        var (value, at) = (document, "");
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            var within = value;
            candidates = [.. candidates.SelectMany(candidate => Alternatives(candidate, schema, within)).Select(candidate => Child(candidate, within, token)).OfType<JsonObject>()];
            at = JsonPointer.Append(at, token);
            if (!JsonPointer.TryFind(document, at, out value)) return [];
        }

        var words = candidates.SelectMany(candidate => Alternatives(candidate, schema, null)).SelectMany(Words).Distinct(StringComparer.Ordinal).ToList();
        // What is wrong with an object of a type that there is, is not its type.
        var given = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var type) ? type : value;
        return words.Contains(JsonPointer.Scalar(given) ?? "", StringComparer.Ordinal) ? [] : words;
    }

    /// <summary>The place of the first object that has to say its type and does not say one that there is; <see langword="null"/> where all do.</summary>
    public static string? FindUntyped(JsonElement document)
    {
        var schema = ConnectorJson.Options.GetJsonSchemaAsNode(typeof(ConnectorDefinition));
        return Find(schema, document, "");

        string? Find(JsonNode? at, JsonElement value, string pointer)
        {
            if (at is not JsonObject || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return null;
            var meant = Alternatives(at, schema, value).ToList();
            if (meant.Count == 0) return pointer;
            var children = value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().Select((item, index) => (Token: index.ToString(System.Globalization.CultureInfo.InvariantCulture), Value: item))
                : value.EnumerateObject().Select(member => (Token: member.Name, member.Value));
            return children.Select(child => Find(Child(meant[0], value, child.Token), child.Value, JsonPointer.Append(pointer, child.Token))).FirstOrDefault(found => found is not null);
        }
    }

    // Of types that are told apart by a member, the one that is meant; all of them where none is looked for.
    private static IEnumerable<JsonNode> Alternatives(JsonNode schema, JsonNode root, JsonElement? value)
    {
        var resolved = Resolve(schema, root);
        if ((resolved as JsonObject)?["anyOf"] is not JsonArray alternatives) return [resolved];
        return alternatives.OfType<JsonNode>().Select(alternative => Resolve(alternative, root)).Where(alternative => value is null || IsMeant(alternative, value.Value));
    }

    private static bool IsMeant(JsonNode alternative, JsonElement value) =>
        Discriminator(alternative) is not { } type
        || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var given) && JsonPointer.Scalar(given) == type);

    // Where anything can stand, a schema is just "true".
    private static string? Discriminator(JsonNode alternative) =>
        ((alternative as JsonObject)?["properties"]?["type"] as JsonObject)?["const"]?.GetValue<string>();

    private static JsonObject? Child(JsonNode schema, JsonElement value, string token) => schema is not JsonObject known ? null
        : value.ValueKind == JsonValueKind.Array ? known["items"] as JsonObject
        : (known["properties"] as JsonObject)?[token] as JsonObject ?? known["additionalProperties"] as JsonObject;

    private static IEnumerable<string> Words(JsonNode schema) => (schema as JsonObject)?["enum"] is JsonArray words
        ? words.OfType<JsonValue>().Select(word => word.ToString())
        : Discriminator(schema) is { } type ? [type] : [];

    // A schema refers to itself where types are recursive.
    private static JsonNode Resolve(JsonNode schema, JsonNode root)
    {
        if ((schema as JsonObject)?["$ref"]?.GetValue<string>() is not { } reference) return schema;
        var found = root;
        foreach (var token in JsonPointer.Tokens(reference))
        {
            found = found is JsonArray list ? list[int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)] : found?[token];
        }

        return found ?? schema;
    }
}
