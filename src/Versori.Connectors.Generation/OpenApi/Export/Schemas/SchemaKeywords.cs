using System.Text.Json;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// The values that the keywords of a schema allow in OpenAPI 3.1 (§4.8.24, JSON Schema 2020-12).
/// </summary>
internal static class SchemaKeywords
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "null", "boolean", "object", "array", "number", "string", "integer",
    };

    /// <summary>How a keyword is written.</summary>
    public enum Kind
    {
        /// <summary>As it is.</summary>
        Data,

        /// <summary>The value is one schema.</summary>
        Schema,

        /// <summary>The value is an object whose members are schemas.</summary>
        NamedSchemas,

        /// <summary>The value is a list of schemas.</summary>
        Schemas,

        /// <summary>The value is not allowed. The keyword is left out.</summary>
        Invalid,
    }

    public static Kind Of(string keyword, JsonElement value) => keyword switch
    {
        "additionalProperties" or "additionalItems" or "not" or "if" or "then" or "else" or "contains"
            or "propertyNames" or "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" or "items" =>
            IsSchema(value) ? Kind.Schema : Kind.Invalid,
        "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas" =>
            value.ValueKind == JsonValueKind.Object ? Kind.NamedSchemas : Kind.Invalid,
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => IsSchemas(value) ? Kind.Schemas : Kind.Invalid,
        _ => IsAllowed(keyword, value) ? Kind.Data : Kind.Invalid,
    };

    public static bool IsType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Types.Contains(value.GetString()!),
        JsonValueKind.Array => value.GetArrayLength() > 0 && IsUnique(value)
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String && IsType(item)),
        _ => false,
    };

    /// <summary>Returns the texts of a keyword whose value is a list.</summary>
    public static IEnumerable<string> TextsOf(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!)
                .Distinct(StringComparer.Ordinal)
            : [];

    public static bool IsSchema(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether a value is a list of schemas that is not empty.</summary>
    public static bool IsSchemas(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value.EnumerateArray().All(IsSchema);

    private static bool IsAllowed(string keyword, JsonElement value) => keyword switch
    {
        // References are JSON pointers into the definition, whatever base these keywords set.
        "$id" or "$schema" or "$anchor" or "$dynamicAnchor" or "$dynamicRef" or "$vocabulary" or "$recursiveRef"
            or "$recursiveAnchor" => false,
        "type" => IsType(value),
        "enum" or "examples" => value.ValueKind == JsonValueKind.Array,
        "$ref" => false,
        "title" or "description" or "format" or "pattern" or "$comment" or "contentEncoding" or "contentMediaType" =>
            value.ValueKind == JsonValueKind.String,
        "maximum" or "minimum" or "exclusiveMaximum" or "exclusiveMinimum" => value.ValueKind == JsonValueKind.Number,
        "multipleOf" => value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0,
        "maxLength" or "minLength" or "maxItems" or "minItems" or "maxProperties" or "minProperties" or "maxContains"
            or "minContains" => IsCount(value),
        "required" => value.ValueKind == JsonValueKind.Array && IsUnique(value)
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
        "readOnly" or "writeOnly" or "deprecated" or "uniqueItems" =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "discriminator" => IsDiscriminator(value),
        "xml" => value.ValueKind == JsonValueKind.Object,
        "externalDocs" => IsText(value, "url"),
        "dependencies" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member =>
            IsSchema(member.Value)
            || (member.Value.ValueKind == JsonValueKind.Array
                && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))),
        "dependentRequired" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member =>
            IsAllowed("required", member.Value)),
        _ => true,
    };

    private static bool IsDiscriminator(JsonElement value) => IsText(value, "propertyName")
        && (!value.TryGetProperty("mapping", out var mapping)
            || (mapping.ValueKind == JsonValueKind.Object
                && mapping.EnumerateObject().All(choice => choice.Value.ValueKind == JsonValueKind.String)));

    private static bool IsText(JsonElement value, string member) => value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String;

    // Readers keep counts in 32 bits. A larger one does not limit anything.
    private static bool IsCount(JsonElement value) => value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var count) && count >= 0;

    private static bool IsUnique(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetRawText()).Distinct(StringComparer.Ordinal).Count()
            == list.GetArrayLength();
}
