using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>
/// What a JSON Schema says about one value, seen through <c>$ref</c> and <c>allOf</c>. Not a validator: it answers what
/// is needed to place and to write arguments.
/// </summary>
internal sealed class SchemaView
{
    private const string ReferencePrefix = "#/schemas/";

    private readonly IReadOnlyDictionary<string, JsonSchema> _schemas;

    // All of these hold for the value.
    private readonly List<JsonElement> _all = [];

    // Each of these may hold.
    private readonly List<JsonElement> _some = [];

    private SchemaView(JsonElement root, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        _schemas = schemas;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, _all, seen);
        foreach (var part in _all.ToArray())
        {
            foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
            {
                if (!part.TryGetProperty(keyword, out var branches) || branches.ValueKind != JsonValueKind.Array) continue;
                foreach (var branch in branches.EnumerateArray()) Collect(branch, _some, seen);
            }
        }

        Types = [.. _all.SelectMany(TypesOf).Distinct(StringComparer.Ordinal)];
        Enum = [.. _all.Select(EnumOf).FirstOrDefault(values => values.Count > 0) ?? []];
    }

    /// <summary>The JSON types allowed; empty when any may be.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The only values allowed, as text; empty when any may be.</summary>
    public IReadOnlyList<string> Enum { get; }

    /// <summary>The <c>format</c>.</summary>
    public string? Format => Find("format") is { ValueKind: JsonValueKind.String } format ? format.GetString() : null;

    /// <summary>What is said of the items of an array.</summary>
    public SchemaView? Items => Find("items") is { ValueKind: JsonValueKind.Object } items ? new SchemaView(items, _schemas) : null;

    /// <summary>The names of an object's properties.</summary>
    public IEnumerable<string> PropertyNames => _all.Concat(_some).SelectMany(PropertiesOf).Select(property => property.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Whether an object may have properties that are not named: it names none, or says so.</summary>
    public bool IsOpen => !PropertyNames.Any()
        || Find("additionalProperties") is { ValueKind: JsonValueKind.True or JsonValueKind.Object };

    public static SchemaView? Of(JsonSchema? schema, IReadOnlyDictionary<string, JsonSchema> schemas) =>
        schema is null ? null : new SchemaView(schema.Root, schemas);

    /// <summary>What is said of a property of an object.</summary>
    public SchemaView? Property(string name)
    {
        foreach (var part in _all.Concat(_some))
        {
            foreach (var property in PropertiesOf(part))
            {
                if (property.NameEquals(name)) return new SchemaView(property.Value, _schemas);
            }
        }

        return null;
    }

    // References may form a cycle; each is followed once.
    private void Collect(JsonElement schema, List<JsonElement> into, HashSet<string> seen)
    {
        if (schema.ValueKind != JsonValueKind.Object) return;
        into.Add(schema);
        if (schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            && reference.GetString() is { } pointer && pointer.StartsWith(ReferencePrefix, StringComparison.Ordinal)
            && seen.Add(pointer))
        {
            var name = JsonPointer.Unescape(pointer[ReferencePrefix.Length..]);
            if (_schemas.TryGetValue(name, out var target)) Collect(target.Root, into, seen);
        }

        if (schema.TryGetProperty("allOf", out var parts) && parts.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in parts.EnumerateArray()) Collect(part, into, seen);
        }
    }

    private JsonElement? Find(string keyword)
    {
        foreach (var part in _all)
        {
            if (part.TryGetProperty(keyword, out var value)) return value;
        }

        return null;
    }

    private static IEnumerable<JsonProperty> PropertiesOf(JsonElement part) =>
        part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject()
            : [];

    private static IEnumerable<string> TypesOf(JsonElement part) => !part.TryGetProperty("type", out var type) ? [] : type.ValueKind switch
    {
        JsonValueKind.String => [type.GetString()!],
        JsonValueKind.Array => type.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    private static List<string> EnumOf(JsonElement part)
    {
        if (part.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
            return [.. values.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.ToString())];
        return part.TryGetProperty("const", out var only) ? [only.ToString()] : [];
    }
}
