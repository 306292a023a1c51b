using System.Text.Json;

namespace Versori.Connectors.Catalog;

/// <summary>The types of JSON values that a schema allows. <c>number</c> includes integers.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Text = 4,
    Integer = 8,
    Fraction = 16,
    Object = 32,
    List = 64,
    All = 127,
}

/// <summary>Reads and names types.</summary>
internal static class SchemaTypeNames
{
    /// <summary>
    /// The types that the keyword <c>type</c> of a schema allows, with null if the schema is nullable.
    /// </summary>
    public static SchemaTypes Of(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return SchemaTypes.All;
        var types = type.ValueKind switch
        {
            JsonValueKind.String => Of(type.GetString()),
            JsonValueKind.Array => type.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Aggregate(SchemaTypes.None, (all, item) => all | Of(item.GetString())),
            _ => SchemaTypes.All,
        };
        return IsNullable(schema) ? types | SchemaTypes.Null : types;
    }

    /// <summary>Whether <c>nullable</c> of OpenAPI 3.0, or the extension for 2.0, allows null.</summary>
    public static bool IsNullable(JsonElement schema) =>
        IsTrue(schema, "nullable") || IsTrue(schema, "x-nullable");

    /// <summary>Names types, such as <c>text or null</c>.</summary>
    public static string Name(SchemaTypes types)
    {
        if (types == SchemaTypes.All) return "any value";
        var names = new List<string>();
        if (types.HasFlag(SchemaTypes.Text)) names.Add("text");
        if (types.HasFlag(SchemaTypes.Fraction)) names.Add("number");
        else if (types.HasFlag(SchemaTypes.Integer)) names.Add("integer");
        if (types.HasFlag(SchemaTypes.Boolean)) names.Add("boolean");
        if (types.HasFlag(SchemaTypes.Object)) names.Add("object");
        if (types.HasFlag(SchemaTypes.List)) names.Add("list");
        if (types.HasFlag(SchemaTypes.Null)) names.Add("null");
        return names.Count == 0 ? "no value" : string.Join(" or ", names);
    }

    private static bool IsTrue(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static SchemaTypes Of(string? name) => name switch
    {
        "null" => SchemaTypes.Null,
        "boolean" => SchemaTypes.Boolean,
        "string" or "file" => SchemaTypes.Text,
        "integer" => SchemaTypes.Integer,
        "number" => SchemaTypes.Integer | SchemaTypes.Fraction,
        "object" => SchemaTypes.Object,
        "array" => SchemaTypes.List,
        _ => SchemaTypes.All,
    };
}
