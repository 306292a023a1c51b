using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>The types that several schemas allow together.</summary>
internal static class SchemaTypes
{
    private static readonly string[] ObjectKeywords =
        ["properties", "required", "additionalProperties", "minProperties", "patternProperties", "propertyNames"];

    private static readonly string[] ArrayKeywords = ["items", "prefixItems", "minItems", "uniqueItems", "contains"];

    private static readonly string[] NumberKeywords =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

    /// <summary>The types in the order in which they are tried; null is the last one.</summary>
    public static IReadOnlyList<string> Of(SchemaParts parts)
    {
        List<string>? types = null;
        foreach (var part in parts.All)
        {
            var declared = Declared(part);
            if (declared.Count == 0) continue;
            if (types is null)
            {
                types = declared;
                continue;
            }

            var common = types.Where(type => Covers(declared, type))
                .Concat(declared.Where(type => type == "integer" && types.Contains("number")))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (common.Count > 0) types = common;
        }

        types ??= [Implied(parts)];
        return [.. types.OrderBy(type => type == "null" ? 1 : 0)];
    }

    /// <summary>Whether the types allow a value.</summary>
    public static bool Allow(SchemaParts parts, JsonNode? value) => parts.All.TrueForAll(part =>
    {
        var declared = Declared(part);
        return declared.Count == 0 || declared.Exists(type => Is(type, value));
    });

    /// <summary>The types of one schema; empty if it has none that is known.</summary>
    public static List<string> Declared(JsonElement part)
    {
        if (!part.TryGetProperty("type", out var type)) return [];
        IEnumerable<string> names = type.ValueKind == JsonValueKind.String
            ? [type.GetString()!]
            : SchemaKeywords.Texts(part, "type");
        return [.. names.Where(name =>
            name is "string" or "integer" or "number" or "boolean" or "array" or "object" or "null")];
    }

    private static bool Covers(List<string> declared, string type) =>
        declared.Contains(type) || (type == "integer" && declared.Contains("number"));

    private static string Implied(SchemaParts parts)
    {
        if (Array.Exists(ObjectKeywords, parts.Has)) return "object";
        if (Array.Exists(ArrayKeywords, parts.Has)) return "array";
        return Array.Exists(NumberKeywords, parts.Has) ? "number" : "string";
    }

    private static bool Is(string type, JsonNode? value) => value switch
    {
        null => type == "null",
        JsonObject => type == "object",
        JsonArray => type == "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => type == "string",
            JsonValueKind.Number => type == "number"
                || (type == "integer" && SchemaNumbers.IsInteger(value.ToJsonString())),
            _ => type == "boolean",
        },
    };
}
