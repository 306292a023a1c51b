using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Versori.Connectors.Generation.OpenApi.Export;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>
/// Copies a schema and rewrites its references. Examples, defaults and enumerations are data and are not changed.
/// </summary>
internal sealed class SchemaRewriter(SchemaCatalog catalog, Node schema, string? name)
{
    private const int MaximumDepth = 2 * DocumentParser.MaximumDepth;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaximumDepth,
    };

    private readonly List<string> _path = [];

    public JsonSchema Rewrite()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options)) WriteSchema(writer, schema.Value);
        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = MaximumDepth });
        return new JsonSchema(JsonElement.ParseValue(ref reader));
    }

    private void WriteSchema(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            value.WriteTo(writer);
            return;
        }

        // An export writes a boolean as an object.
        var isExported = value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty(ExtensionNames.Schema, out var original)
            && original.ValueKind != JsonValueKind.Object;
        if (isExported)
        {
            value.GetProperty(ExtensionNames.Schema).WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        if (value.ValueKind != JsonValueKind.Object)
        {
            Warn("A schema must be an object or a boolean. It is replaced by a schema that allows any value.");
        }
        else
        {
            WriteKeywords(writer, value);
        }

        writer.WriteEndObject();
    }

    private void WriteKeywords(Utf8JsonWriter writer, JsonElement value)
    {
        var original = value.TryGetProperty(ExtensionNames.Schema, out var found)
            && found.ValueKind == JsonValueKind.Object ? new OriginalKeywords(found) : null;
        foreach (var member in value.EnumerateObject())
        {
            if (original?.Replaces(member) == true) continue;
            if (member.Value.ValueKind == JsonValueKind.Array && member.NameEquals("type")) WriteTypes(writer, value);
            else WriteKeyword(writer, member.Name, member.Value);
        }

        foreach (var member in original?.Members ?? [])
        {
            if (OriginalKeywords.HasReferences(member)) WriteKeyword(writer, member.Name, member.Value);
            else member.WriteTo(writer);
        }
    }

    // "nullable" of OpenAPI 3.0 already states what the type null states. An export writes both.
    private static void WriteTypes(Utf8JsonWriter writer, JsonElement schema)
    {
        writer.WritePropertyName("type");
        var types = schema.GetProperty("type");
        var isNullable = schema.TryGetProperty("nullable", out var nullable)
            && nullable.ValueKind == JsonValueKind.True;
        var others = isNullable
            ? types.EnumerateArray().Where(type => !IsNull(type)).ToList()
            : [.. types.EnumerateArray()];
        if (others.Count == 0 || others.Count == types.GetArrayLength())
        {
            types.WriteTo(writer);
            return;
        }

        if (others.Count > 1) writer.WriteStartArray();
        foreach (var type in others) type.WriteTo(writer);
        if (others.Count > 1) writer.WriteEndArray();
    }

    private static bool IsNull(JsonElement type) =>
        type.ValueKind == JsonValueKind.String && type.ValueEquals("null");

    private void WriteKeyword(Utf8JsonWriter writer, string keyword, JsonElement value)
    {
        schema.Work.Step();
        _path.Add(keyword);
        switch (keyword, value.ValueKind)
        {
            case ("$ref", JsonValueKind.String):
                WriteReference(writer, value.GetString()!);
                break;
            case ("type", JsonValueKind.String) when value.ValueEquals("file"):
                // OpenAPI 2.0 only (§"Parameter Object"); JSON Schema has no such type.
                writer.WriteString("type", "string");
                writer.WriteString("format", "binary");
                break;
            case (
                "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas",
                JsonValueKind.Object):
                writer.WriteStartObject(keyword);
                foreach (var member in value.EnumerateObject()) WriteNamedSchema(writer, member);
                writer.WriteEndObject();
                break;
            case ("allOf" or "anyOf" or "oneOf" or "prefixItems" or "items", JsonValueKind.Array):
                writer.WriteStartArray(keyword);
                WriteSchemas(writer, value);
                writer.WriteEndArray();
                break;
            case (
                "items" or "additionalProperties" or "additionalItems" or "not" or "if" or "then" or "else"
                    or "contains" or "propertyNames" or "unevaluatedItems" or "unevaluatedProperties"
                    or "contentSchema",
                not JsonValueKind.Null):
                writer.WritePropertyName(keyword);
                WriteSchema(writer, value);
                break;
            case ("discriminator", JsonValueKind.Object):
                writer.WriteStartObject(keyword);
                foreach (var member in value.EnumerateObject()) WriteDiscriminator(writer, member);
                writer.WriteEndObject();
                break;
            case ("enum" or "const" or "default" or "example" or "examples", _) or (_, not JsonValueKind.Null):
                writer.WritePropertyName(keyword);
                value.WriteTo(writer);
                break;
            case (['x', '-', ..], _):
                writer.WriteNull(keyword);
                break;
            default:
                // An empty member in YAML. No other keyword allows null.
                Warn($"'{keyword}' is null. It is omitted.");
                break;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void WriteReference(Utf8JsonWriter writer, string reference)
    {
        if (catalog.Rewrite(reference, name) is { } target) writer.WriteString("$ref", target);
        else Warn(ReferenceResolver.Describe(reference));
    }

    private void WriteNamedSchema(Utf8JsonWriter writer, JsonProperty member)
    {
        schema.Work.Step();
        _path.Add(member.Name);
        writer.WritePropertyName(member.Name);
        WriteSchema(writer, member.Value);
        _path.RemoveAt(_path.Count - 1);
    }

    private void WriteSchemas(Utf8JsonWriter writer, JsonElement list)
    {
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            schema.Work.Step();
            _path.Add((index++).ToString(CultureInfo.InvariantCulture));
            WriteSchema(writer, item);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    // OpenAPI 3.1 §4.8.25: the values of a mapping are schema names or references.
    private void WriteDiscriminator(Utf8JsonWriter writer, JsonProperty member)
    {
        writer.WritePropertyName(member.Name);
        if (!member.NameEquals("mapping") || member.Value.ValueKind != JsonValueKind.Object)
        {
            member.Value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var choice in member.Value.EnumerateObject())
        {
            schema.Work.Step();
            writer.WritePropertyName(choice.Name);
            var target = choice.Value.ValueKind == JsonValueKind.String
                ? catalog.Rewrite(choice.Value.GetString()!, name)
                : null;
            if (target is not null) writer.WriteStringValue(target);
            else choice.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void Warn(string message) => schema.WarnBelow(_path, message);
}
