using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>
/// A view of the JSON Schema of one value, with <c>$ref</c> and <c>allOf</c> resolved. It is not a validator: it
/// provides what is needed to bind and to write arguments.
/// </summary>
internal sealed class SchemaView
{
    private const string ReferencePrefix = "#/schemas/";

    private readonly IReadOnlyDictionary<string, JsonSchema> _schemas;

    // The value must match all of these schemas.
    private readonly List<JsonElement> _required = [];

    // The value may match any of these schemas.
    private readonly List<JsonElement> _alternatives = [];

    // The allowed values, without null.
    private readonly List<JsonElement> _enum;

    private SchemaView(JsonElement root, IReadOnlyDictionary<string, JsonSchema> schemas)
    {
        _schemas = schemas;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, _required, seen);
        foreach (var part in _required.ToArray())
        {
            foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
            {
                if (!part.TryGetProperty(keyword, out var branches) || branches.ValueKind != JsonValueKind.Array)
                    continue;
                foreach (var branch in branches.EnumerateArray()) Collect(branch, _alternatives, seen);
            }
        }

        Types = [.. _required.SelectMany(TypesOf).Distinct(StringComparer.Ordinal)];
        _enum = _required.Select(EnumOf).FirstOrDefault(values => values.Count > 0) ?? [];
        Enum = _enum.ConvertAll(TextOf);
    }

    /// <summary>The allowed JSON types. Empty if any type is allowed.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The allowed values, as they are sent. Empty if any value is allowed.</summary>
    public IReadOnlyList<string> Enum { get; }

    /// <summary>The value, if only one is allowed.</summary>
    public JsonElement? OnlyValue => _enum is [var only] ? only : null;

    /// <summary>The <c>default</c>, if there is one that is not null.</summary>
    public JsonElement? Default => Find("default") is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>The <c>format</c>, or <see langword="null"/>.</summary>
    public string? Format => Find("format") is { ValueKind: JsonValueKind.String } format ? format.GetString() : null;

    /// <summary>The media type of text that is content of its own (JSON Schema validation §8.4).</summary>
    public string? ContentMediaType =>
        Find("contentMediaType") is { ValueKind: JsonValueKind.String } type ? type.GetString() : null;

    /// <summary>The name of the shared schema to which the schema refers, if it does.</summary>
    public string? ReferenceName =>
        _required is [var own, ..]
        && own.TryGetProperty("$ref", out var reference)
        && reference.ValueKind == JsonValueKind.String
        && reference.GetString() is { } pointer
        && pointer.StartsWith(ReferencePrefix, StringComparison.Ordinal)
            ? JsonPointer.Unescape(pointer[ReferencePrefix.Length..])
            : null;

    /// <summary>The schema of the items of an array.</summary>
    public SchemaView? Items =>
        Find("items") is { ValueKind: JsonValueKind.Object } items ? new SchemaView(items, _schemas) : null;

    /// <summary>The names of the properties of an object.</summary>
    public IEnumerable<string> PropertyNames =>
        _required
            .Concat(_alternatives)
            .SelectMany(PropertiesOf)
            .Select(property => property.Name)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Whether an object cannot have properties other than those that are declared.</summary>
    public bool IsClosed => Find("additionalProperties") is { ValueKind: JsonValueKind.False };

    public static SchemaView? Of(JsonSchema? schema, IReadOnlyDictionary<string, JsonSchema> schemas) =>
        schema is null ? null : new SchemaView(schema.Root, schemas);

    /// <summary>
    /// Whether a value is one of the allowed values. Numbers are compared by their value (JSON Schema core §4.2.2).
    /// Text that is sent as an allowed value is equal to it.
    /// </summary>
    public bool IsAllowed(string text) =>
        _enum.Count == 0 || _enum.Exists(allowed => TextOf(allowed) == text || IsSameNumber(allowed, text));

    /// <summary>A member of the XML Object (OpenAPI 3.1 §4.8.26) as text, or <see langword="null"/>.</summary>
    public string? Xml(string member)
    {
        if (Find("xml") is not { ValueKind: JsonValueKind.Object } xml) return null;
        return xml.TryGetProperty(member, out var value) ? TextOf(value) : null;
    }

    /// <summary>The schema of a property of an object.</summary>
    public SchemaView? Property(string name)
    {
        foreach (var part in _required.Concat(_alternatives))
        {
            foreach (var property in PropertiesOf(part))
            {
                if (property.NameEquals(name)) return new SchemaView(property.Value, _schemas);
            }
        }

        return null;
    }

    // References may form a cycle. Each reference is followed once.
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
        foreach (var part in _required)
        {
            if (part.TryGetProperty(keyword, out var value)) return value;
        }

        return null;
    }

    private static IEnumerable<JsonProperty> PropertiesOf(JsonElement part) =>
        part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject()
            : [];

    private static IEnumerable<string> TypesOf(JsonElement part) =>
        !part.TryGetProperty("type", out var type) ? [] : type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => type
                .EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!),
            _ => [],
        };

    private static List<JsonElement> EnumOf(JsonElement part)
    {
        if (part.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            return [.. values.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null)];
        }

        return part.TryGetProperty("const", out var only) && only.ValueKind != JsonValueKind.Null ? [only] : [];
    }

    // JsonElement.ToString writes booleans as .NET does: True.
    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool IsSameNumber(JsonElement allowed, string text) =>
        allowed.ValueKind == JsonValueKind.Number
        && decimal.TryParse(allowed.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var expected)
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var actual)
        && expected == actual;
}
