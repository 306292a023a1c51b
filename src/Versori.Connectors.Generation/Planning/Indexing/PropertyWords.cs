using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>The words of the properties that the schemas of a source have, a few levels deep.</summary>
/// <param name="definition">The source.</param>
/// <param name="words">The words of the source.</param>
internal sealed class PropertyWords(ConnectorDefinition definition, WordTable words)
{
    private const int Properties = 120, Depth = 6;

    private readonly Dictionary<string, List<IndexedWord>> _known = new(StringComparer.Ordinal);

    /// <summary>Returns each word of a schema's properties once.</summary>
    public List<IndexedWord> Of(JsonSchema? schema)
    {
        if (schema is null) return [];
        var reference = Reference(schema.Root);
        if (reference is not null && _known.TryGetValue(reference, out var found)) return found;
        found = [];
        Collect(schema.Root, found, Depth);
        found = [.. found.Distinct()];
        if (reference is not null) _known[reference] = found;
        return found;
    }

    private void Collect(JsonElement schema, List<IndexedWord> found, int depth)
    {
        if (depth == 0 || found.Count >= Properties || schema.ValueKind != JsonValueKind.Object) return;
        if (Reference(schema) is { } name)
        {
            if (definition.Schemas.TryGetValue(name, out var referred)) Collect(referred.Root, found, depth - 1);
            return;
        }

        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject().Take(Properties))
            {
                found.AddRange(words.Split(property.Name));
                Collect(property.Value, found, depth - 2);
            }
        }

        if (schema.TryGetProperty("items", out var items)) Collect(items, found, depth - 1);
        foreach (var keyword in (ReadOnlySpan<string>)["allOf", "oneOf", "anyOf"])
        {
            if (!schema.TryGetProperty(keyword, out var parts) || parts.ValueKind != JsonValueKind.Array) continue;
            foreach (var part in parts.EnumerateArray()) Collect(part, found, depth - 1);
        }
    }

    private static string? Reference(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("$ref", out var reference)
        && reference.ValueKind == JsonValueKind.String
        && reference.GetString() is { } text
        && text.StartsWith("#/schemas/", StringComparison.Ordinal)
            ? Pointer.Tokens(text[9..]).First()
            : null;
}
