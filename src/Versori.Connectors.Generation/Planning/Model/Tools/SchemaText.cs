using System.Text;
using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Writes a JSON Schema in short: the names and types of its properties, such as <c>{id: integer}</c>.</summary>
internal sealed class SchemaText(ConnectorDefinition definition, int maximumLength)
{
    private const int Depth = 3, References = 4, Properties = 40, NameLength = 60;

    private readonly StringBuilder _text = new();

    public static string Of(JsonSchema? schema, ConnectorDefinition definition, int maximumLength)
    {
        if (schema is null) return "";
        var writer = new SchemaText(definition, maximumLength);
        writer.Write(schema.Root, Depth, References);
        return writer._text.ToString();
    }

    private void Write(JsonElement schema, int depth, int references)
    {
        if (_text.Length >= maximumLength || schema.ValueKind != JsonValueKind.Object)
        {
            _text.Append("any");
            return;
        }

        if (Referred(schema) is { } referred)
        {
            if (references == 0) _text.Append('…');
            else Write(referred, depth, references - 1);
            return;
        }

        if (Member(schema, "items", JsonValueKind.Object) is { } items)
        {
            _text.Append('[');
            Write(items, depth, references);
            _text.Append(']');
            return;
        }

        var properties = PropertiesOf(schema, references).DistinctBy(property => property.Name, StringComparer.Ordinal)
            .Take(Properties + 1).ToList();
        if (properties.Count == 0) _text.Append(TypeOf(schema));
        else if (depth == 0) _text.Append("{…}");
        else WriteProperties(schema, properties, depth, references);
    }

    private void WriteProperties(JsonElement schema, List<JsonProperty> properties, int depth, int references)
    {
        var required = Member(schema, "required", JsonValueKind.Array)?.EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.String)
            .Select(item => item.GetString()!)
            .ToHashSet(StringComparer.Ordinal) ?? [];
        _text.Append('{');
        foreach (var (at, property) in properties.Index())
        {
            if (at > 0) _text.Append(", ");
            if (at == Properties || _text.Length >= maximumLength)
            {
                _text.Append('…');
                break;
            }

            _text.Append(CleanText.OfDocument(property.Name, NameLength));
            if (required.Contains(property.Name)) _text.Append('*');
            _text.Append(": ");
            Write(property.Value, depth - 1, references);
        }

        _text.Append('}');
    }

    private IEnumerable<JsonProperty> PropertiesOf(JsonElement schema, int references)
    {
        if (Member(schema, "properties", JsonValueKind.Object) is { } properties)
        {
            foreach (var property in properties.EnumerateObject()) yield return property;
        }

        if (references == 0) yield break;
        foreach (var keyword in (string[])["allOf", "oneOf", "anyOf"])
        {
            if (Member(schema, keyword, JsonValueKind.Array) is not { } parts) continue;
            foreach (var part in parts.EnumerateArray().Take(Properties))
            {
                if (part.ValueKind != JsonValueKind.Object) continue;
                foreach (var property in PropertiesOf(Referred(part) ?? part, references - 1)) yield return property;
            }
        }
    }

    private JsonElement? Referred(JsonElement schema) =>
        Member(schema, "$ref", JsonValueKind.String)?.GetString() is { } text
        && text.StartsWith("#/schemas/", StringComparison.Ordinal)
        && definition.Schemas.TryGetValue(Pointer.Tokens(text[9..]).First(), out var referred)
            ? referred.Root
            : null;

    private static string TypeOf(JsonElement schema)
    {
        if (Member(schema, "enum", JsonValueKind.Array) is { } values && values.GetArrayLength() > 0)
        {
            return string.Join('|', values.EnumerateArray().Take(8)
                .Select(value => CleanText.OfDocument(value.ToString(), NameLength)));
        }

        var type = Member(schema, "type", JsonValueKind.String)?.GetString()
            ?? Member(schema, "type", JsonValueKind.Array)?.EnumerateArray().FirstOrDefault().ToString();
        return string.IsNullOrEmpty(type) ? "any" : CleanText.OfDocument(type, NameLength);
    }

    private static JsonElement? Member(JsonElement schema, string name, JsonValueKind kind) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var member)
            && member.ValueKind == kind
            ? member
            : null;
}
