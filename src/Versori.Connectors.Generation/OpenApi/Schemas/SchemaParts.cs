using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Reads the types and properties of schemas, through references and compositions. The work on one schema is limited.
/// </summary>
internal sealed class SchemaParts(IReadOnlyDictionary<string, JsonSchema> schemas)
{
    private const string Prefix = "#/schemas/";
    private const int MaximumParts = 24;

    // Most properties of large documents are references to few schemas.
    private readonly Dictionary<string, IReadOnlyList<JsonElement>> _references = new(StringComparer.Ordinal);

    /// <summary>The schema itself, and those that it refers to or is composed of.</summary>
    public IReadOnlyList<JsonElement> Of(JsonElement schema)
    {
        if (ReferenceOf(schema) is not { } reference) return Read(schema);
        if (_references.TryGetValue(reference, out var known)) return known;
        return _references[reference] = Read(schema);
    }

    // The target of a schema that is only a reference.
    private static string? ReferenceOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("$ref", out var reference)
        && reference.ValueKind == JsonValueKind.String
        && schema.GetPropertyCount() == 1
            ? reference.GetString()
            : null;

    private List<JsonElement> Read(JsonElement schema)
    {
        var parts = new List<JsonElement>();
        var pending = new Queue<JsonElement>([schema]);
        while (parts.Count < MaximumParts && pending.TryDequeue(out var part))
        {
            if (part.ValueKind != JsonValueKind.Object) continue;
            parts.Add(part);
            if (part.TryGetProperty("$ref", out var reference) && Resolve(reference) is { } target)
                pending.Enqueue(target);
            foreach (var name in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
            {
                if (!part.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) continue;
                foreach (var item in list.EnumerateArray().Take(MaximumParts)) pending.Enqueue(item);
            }
        }

        return parts;
    }

    /// <summary>The first type other than null; inferred from keywords if none is stated.</summary>
    public static string? TypeOf(IReadOnlyList<JsonElement> parts) =>
        parts.Select(StatedType).FirstOrDefault(type => type is not null)
        ?? (parts.Any(part => part.TryGetProperty("properties", out _)) ? "object"
            : parts.Any(part => part.TryGetProperty("items", out _)) ? "array" : null);

    /// <summary>The properties of all parts, the first of each name.</summary>
    public static IEnumerable<JsonProperty> PropertiesOf(IReadOnlyList<JsonElement> parts) => parts
        .Select(part => Member(part, "properties"))
        .Where(properties => properties.ValueKind == JsonValueKind.Object)
        .SelectMany(properties => properties.EnumerateObject())
        .DistinctBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>The first value of a keyword in any of the parts.</summary>
    public static JsonElement Keyword(IReadOnlyList<JsonElement> parts, string name) => parts
        .Select(part => Member(part, name))
        .FirstOrDefault(value => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null));

    /// <summary>The first text of a keyword in any of the parts.</summary>
    public static string? Text(IReadOnlyList<JsonElement> parts, string name) =>
        Keyword(parts, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement Member(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) ? value : default;

    private static string? StatedType(JsonElement part)
    {
        var type = Member(part, "type");
        if (type.ValueKind == JsonValueKind.String) return type.ValueEquals("null") ? null : type.GetString();
        if (type.ValueKind != JsonValueKind.Array) return null;
        return type.EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.String && !item.ValueEquals("null"))
            .Select(item => item.GetString())
            .FirstOrDefault();
    }

    private JsonElement? Resolve(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String || reference.GetString() is not { } text) return null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var tokens = Reading.Pointer.Tokens(text[(Prefix.Length - 1)..]).ToArray();
        if (!schemas.TryGetValue(tokens[0], out var schema)) return null;
        var current = schema.Root;
        foreach (var token in tokens.Skip(1))
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(token, out current)) return null;
        }

        return current;
    }
}
