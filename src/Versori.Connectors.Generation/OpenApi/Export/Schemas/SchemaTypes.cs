using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>The types of a schema, as JSON Schema 2020-12 writes them.</summary>
internal static class SchemaTypes
{
    /// <summary>Whether OpenAPI 3.0 allows null in addition to the type.</summary>
    public static bool IsNullable(JsonElement schema) =>
        schema.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True;

    /// <summary>
    /// Returns the types with null; <see langword="null"/> if null is one of them or they are not valid.
    /// </summary>
    public static IReadOnlyList<string>? WithNull(JsonElement type)
    {
        if (!SchemaKeywords.IsType(type)) return null;
        List<string> types = type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(item => item.GetString()!)]
            : [type.GetString()!];
        return types.Contains("null", StringComparer.Ordinal) ? null : [.. types, "null"];
    }

    /// <summary>
    /// Returns the type that a document means. Some write a capital, or the name of a programming language's type.
    /// </summary>
    public static string? Known(JsonElement type) => type.ValueKind != JsonValueKind.String
        ? null
        : type.GetString()!.ToLowerInvariant() switch
        {
            "string" or "str" or "text" or "date" or "datetime" or "date-time" or "uuid" or "uri" => "string",
            "integer" or "int" or "long" or "int32" or "int64" => "integer",
            "number" or "float" or "double" or "decimal" => "number",
            "boolean" or "bool" => "boolean",
            "array" or "list" => "array",
            "object" or "map" => "object",
            _ => null,
        };
}
