using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// Writes schemas as OpenAPI 3.1 requires them. References lead to the components. Keywords of OpenAPI 2.0 and 3.0
/// become those of JSON Schema 2020-12, and keywords with a value that is not allowed are left out; the original ones
/// are in an extension.
/// </summary>
internal sealed class SchemaWriter(
    Utf8JsonWriter writer, ComponentNames names, Discriminators discriminators, ExportErrors errors)
{
    /// <summary>Writes a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="pointer">Its place in the definition.</param>
    public void Write(JsonElement schema, string pointer)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            WriteOther(schema);
            return;
        }

        var changed = new List<(string Keyword, JsonElement? Original)>();
        writer.WriteStartObject();
        foreach (var member in schema.EnumerateObject()) WriteKeyword(schema, member, pointer, changed);
        WriteRequired(schema, changed);
        if (changed.Count > 0) WriteOriginals(changed, pointer);
        writer.WriteEndObject();
    }

    // Many tools cannot read a boolean as a schema. Anything else than an object allows any value, as true does.
    private void WriteOther(JsonElement schema)
    {
        writer.WriteStartObject();
        if (schema.ValueKind == JsonValueKind.False)
        {
            writer.WriteStartObject("not");
            writer.WriteEndObject();
        }

        writer.WritePropertyName(ExtensionNames.Schema);
        schema.WriteTo(writer);
        writer.WriteEndObject();
    }

    private void WriteKeyword(
        JsonElement schema, JsonProperty member, string pointer, List<(string, JsonElement?)> changed)
    {
        var (keyword, value) = (member.Name, member.Value);
        switch (keyword, value.ValueKind)
        {
            case ("$ref", JsonValueKind.String):
                WriteReference(value, pointer);
                break;
            case ("type", _) when SchemaTypes.IsNullable(schema) && WriteNullable(value):
                break;
            case ("exclusiveMinimum" or "exclusiveMaximum", JsonValueKind.True or JsonValueKind.False):
                // OpenAPI 3.0: a boolean that makes the limit exclusive.
                WriteLimit(schema, keyword, value.GetBoolean());
                changed.Add((keyword, value));
                break;
            case ("required", _) when discriminators.Lacks(schema) is not null:
                break;
            case ("items", JsonValueKind.Array) when SchemaKeywords.IsSchemas(value)
                    && !schema.TryGetProperty("prefixItems", out _):
                WriteSchemas("prefixItems", value, pointer);
                changed.Add((keyword, value));
                changed.Add(("prefixItems", null));
                break;
            case ("const", JsonValueKind.Object or JsonValueKind.Array) when !schema.TryGetProperty("enum", out _):
                // Many tools read texts and numbers only.
                writer.WriteStartArray("enum");
                value.WriteTo(writer);
                writer.WriteEndArray();
                changed.Add((keyword, value));
                changed.Add(("enum", null));
                break;
            case ("discriminator", JsonValueKind.String):
                // OpenAPI 2.0: the name of the property.
                writer.WriteStartObject(keyword);
                writer.WriteString("propertyName", value.GetString());
                writer.WriteEndObject();
                changed.Add((keyword, value));
                break;
            default:
                if (WriteValid(keyword, value, pointer)) break;
                if (keyword == "type" && SchemaTypes.Known(value) is { } type) writer.WriteString(keyword, type);
                changed.Add((keyword, value));
                break;
        }
    }

    private bool WriteValid(string keyword, JsonElement value, string pointer)
    {
        switch (SchemaKeywords.Of(keyword, value))
        {
            case SchemaKeywords.Kind.Schema:
                writer.WritePropertyName(keyword);
                if (keyword is "additionalProperties" or "unevaluatedProperties"
                    && value.ValueKind != JsonValueKind.Object)
                {
                    value.WriteTo(writer);
                    return true;
                }

                Write(value, Pointer.Append(pointer, keyword));
                return true;
            case SchemaKeywords.Kind.NamedSchemas:
                writer.WriteStartObject(keyword);
                var place = Pointer.Append(pointer, keyword);
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, Pointer.Append(place, member.Name));
                }

                writer.WriteEndObject();
                return true;
            case SchemaKeywords.Kind.Schemas:
                WriteSchemas(keyword, value, pointer);
                return true;
            case SchemaKeywords.Kind.Data when keyword == "discriminator":
                return WriteDiscriminator(value);
            case SchemaKeywords.Kind.Data:
                writer.WritePropertyName(keyword);
                value.WriteTo(writer);
                return true;
            default:
                return false;
        }
    }

    private void WriteSchemas(string keyword, JsonElement list, string pointer)
    {
        writer.WriteStartArray(keyword);
        foreach (var item in list.EnumerateArray()) Write(item, Pointer.Append(pointer, keyword));
        writer.WriteEndArray();
    }

    private void WriteReference(JsonElement value, string pointer)
    {
        var reference = value.GetString()!;
        if (names.Reference(reference) is { } target) writer.WriteString("$ref", target);
        else errors.Add(pointer, $"The reference '{reference}' leads to no schema of the definition. It is left out.");
    }

    // §4.8.25: the values of a mapping are the names of schemas or references. Returns whether all of them are written.
    private bool WriteDiscriminator(JsonElement discriminator)
    {
        var isWhole = true;
        writer.WriteStartObject("discriminator");
        foreach (var member in discriminator.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (!member.NameEquals("mapping"))
            {
                member.Value.WriteTo(writer);
                continue;
            }

            writer.WriteStartObject();
            foreach (var choice in member.Value.EnumerateObject())
            {
                if (names.Reference(choice.Value.GetString()!) is { } target) writer.WriteString(choice.Name, target);
                else isWhole = false;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        return isWhole;
    }

    // Tools require the property of a discriminator, because its meaning is undefined without it (3.1 §4.8.25).
    private void WriteRequired(JsonElement schema, List<(string, JsonElement?)> changed)
    {
        if (discriminators.Lacks(schema) is not { } property) return;
        var hasList = schema.TryGetProperty("required", out var list);
        writer.WriteStartArray("required");
        foreach (var name in SchemaKeywords.TextsOf(schema, "required")) writer.WriteStringValue(name);
        writer.WriteStringValue(property);
        writer.WriteEndArray();
        changed.Add(("required", hasList ? list : null));
    }

    // "nullable" of OpenAPI 3.0 stays, so that the import recognizes the type that it belongs to.
    private bool WriteNullable(JsonElement type)
    {
        if (SchemaTypes.WithNull(type) is not { } types) return false;
        writer.WriteStartArray("type");
        foreach (var name in types) writer.WriteStringValue(name);
        writer.WriteEndArray();
        return true;
    }

    private void WriteLimit(JsonElement schema, string keyword, bool isExclusive)
    {
        var limit = keyword == "exclusiveMinimum" ? "minimum" : "maximum";
        var hasLimit = schema.TryGetProperty(limit, out var value) && value.ValueKind == JsonValueKind.Number;
        if (!isExclusive || !hasLimit) return;
        writer.WritePropertyName(keyword);
        value.WriteTo(writer);
    }

    private void WriteOriginals(List<(string Keyword, JsonElement? Original)> changed, string pointer)
    {
        writer.WriteStartObject(ExtensionNames.Schema);
        foreach (var (keyword, original) in changed)
        {
            if (original is not { } value) continue;
            if (keyword == "items" && SchemaKeywords.IsSchemas(value))
            {
                WriteSchemas(keyword, value, pointer);
            }
            else
            {
                writer.WritePropertyName(keyword);
                value.WriteTo(writer);
            }
        }

        var added = changed.FindAll(change => change.Original is null);
        if (added.Count > 0)
        {
            writer.WriteStartArray(ExtensionNames.Added);
            foreach (var (keyword, _) in added) writer.WriteStringValue(keyword);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
