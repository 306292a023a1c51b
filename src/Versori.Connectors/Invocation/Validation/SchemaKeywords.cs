using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>Reads keywords of a schema, whatever their values are in hostile or careless documents.</summary>
internal static class SchemaKeywords
{
    // Keywords that the validator applies, or that allow no less.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "type", "nullable", "x-nullable", "enum", "const", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "items", "prefixItems", "minItems",
        "maxItems", "uniqueItems", "contains", "minContains", "maxContains", "properties", "patternProperties",
        "additionalProperties", "required", "minProperties", "maxProperties", "propertyNames", "dependentRequired",
        "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref", "title", "description",
        "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment", "$defs", "definitions",
        "$schema", "$id", "discriminator", "xml", "externalDocs",
    };

    public static JsonElement? Find(JsonElement part, string keyword) =>
        part.TryGetProperty(keyword, out var value) ? value : null;

    public static JsonElement? Find(JsonElement part, string keyword, JsonValueKind kind) =>
        part.TryGetProperty(keyword, out var value) && value.ValueKind == kind ? value : null;

    public static bool IsTrue(JsonElement part, string keyword) =>
        part.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A keyword that is a count: not negative, and a number without a fraction.</summary>
    public static int? Count(JsonElement part, string keyword) =>
        Find(part, keyword, JsonValueKind.Number) is { } value && value.TryGetDouble(out var number)
        && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;

    /// <summary>The smallest and the largest count; neither if they contradict each other.</summary>
    public static (int Minimum, int Maximum) Range(JsonElement part, string minimum, string maximum)
    {
        var least = Count(part, minimum) ?? 0;
        var most = Count(part, maximum) ?? int.MaxValue;
        return least > most ? (0, int.MaxValue) : (least, most);
    }

    public static IEnumerable<JsonElement> Items(JsonElement part, string keyword) =>
        Find(part, keyword, JsonValueKind.Array) is { } items ? items.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(JsonElement part, string keyword) =>
        Find(part, keyword, JsonValueKind.Object) is { } members ? members.EnumerateObject() : [];

    public static IEnumerable<string> Texts(JsonElement part, string keyword) => Items(part, keyword)
        .Where(item => item.ValueKind == JsonValueKind.String)
        .Select(item => item.GetString()!);

    /// <summary>Whether all keywords of a schema are applied. Formats are not.</summary>
    public static bool AreKnown(JsonElement part)
    {
        foreach (var member in part.EnumerateObject())
        {
            if (!Known.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>
    /// The types that a schema allows; empty if any. A schema of one type that has the keywords of another allows both.
    /// </summary>
    public static List<string> Types(JsonElement part)
    {
        var types = new List<string>(2);
        if (!part.TryGetProperty("type", out var type)) return types;
        if (type.ValueKind == JsonValueKind.String) types.Add(type.GetString()!);
        else types.AddRange(Texts(part, "type"));
        if (types.Exists(name => !IsType(name))) return [];
        if (types.Count == 0) return types;
        if (part.TryGetProperty("properties", out _) && !types.Contains("object")) types.Add("object");
        if (part.TryGetProperty("items", out _) && !types.Contains("array")) types.Add("array");
        return types;
    }

    private static bool IsType(string name) =>
        name is "string" or "integer" or "number" or "boolean" or "array" or "object" or "null";
}
