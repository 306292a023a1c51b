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
    /// The types that the keyword <c>type</c> of a schema allows, with <c>nullable</c> of OpenAPI 3.0.
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
        var isNullable = schema.TryGetProperty("nullable", out var nullable)
            && nullable.ValueKind == JsonValueKind.True;
        return isNullable ? types | SchemaTypes.Null : types;
    }

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
