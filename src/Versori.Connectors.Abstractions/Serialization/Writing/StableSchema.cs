using System.Text.Json;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Writes a JSON Schema with its keywords in ordinal order. The names in <c>properties</c> keep their order, because it
/// has a meaning: the fields of an XML body are written in it. Values (<c>default</c>, <c>enum</c>, examples,
/// extensions) are kept as they are.
/// </summary>
internal static class StableSchema
{
    public static void Write(Utf8JsonWriter writer, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var keyword in schema.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(keyword.Name);
            WriteKeyword(writer, keyword.Name, keyword.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, string name, JsonElement value)
    {
        switch (name)
        {
            case "properties" when value.ValueKind == JsonValueKind.Object:
                WriteMap(writer, value.EnumerateObject());
                break;
            case "patternProperties" or "dependentSchemas" or "$defs" or "definitions"
                when value.ValueKind == JsonValueKind.Object:
                WriteMap(
                    writer, value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal));
                break;
            case "allOf" or "anyOf" or "oneOf" or "prefixItems" or "items" when value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case "items" or "additionalProperties" or "not" or "if" or "then" or "else" or "contains"
                or "propertyNames" or "unevaluatedProperties" or "unevaluatedItems" or "contentSchema":
                Write(writer, value);
                break;
            case "discriminator" or "mapping" or "xml" or "externalDocs" or "dependentRequired"
                when value.ValueKind == JsonValueKind.Object:
                WriteSorted(writer, value);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IEnumerable<JsonProperty> schemas)
    {
        writer.WriteStartObject();
        foreach (var schema in schemas)
        {
            writer.WritePropertyName(schema.Name);
            Write(writer, schema.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(member.Name);
            WriteSorted(writer, member.Value);
        }

        writer.WriteEndObject();
    }
}
