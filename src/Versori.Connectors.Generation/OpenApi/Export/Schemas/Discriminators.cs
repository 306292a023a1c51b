using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>Finds the properties of discriminators that no schema requires (OpenAPI 3.1 §4.8.25).</summary>
internal sealed class Discriminators(IReadOnlyDictionary<string, JsonSchema> schemas)
{
    private const string Prefix = "#/schemas/";

    /// <summary>
    /// Returns the property of a schema's discriminator if neither the schema nor all of its parts require it.
    /// </summary>
    public string? Lacks(JsonElement schema)
    {
        if (Property(schema) is not { } property) return null;
        return IsRequired(schema, property, []) ? null : property;
    }

    private static string? Property(JsonElement schema)
    {
        if (!schema.TryGetProperty("discriminator", out var discriminator)) return null;
        if (discriminator.ValueKind == JsonValueKind.String) return discriminator.GetString();
        return discriminator.ValueKind == JsonValueKind.Object
            && discriminator.TryGetProperty("propertyName", out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
    }

    private bool IsRequired(JsonElement schema, string property, HashSet<string> seen)
    {
        if (schema.ValueKind != JsonValueKind.Object) return false;
        if (SchemaKeywords.TextsOf(schema, "required").Contains(property, StringComparer.Ordinal)) return true;
        if (Target(schema, seen) is { } target) return IsRequired(target, property, seen);
        foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf", "allOf"])
        {
            if (!schema.TryGetProperty(keyword, out var parts) || parts.ValueKind != JsonValueKind.Array) continue;
            if (parts.GetArrayLength() == 0) continue;
            return parts.EnumerateArray().All(part => IsRequired(part, property, seen));
        }

        return false;
    }

    private JsonElement? Target(JsonElement schema, HashSet<string> seen)
    {
        var reference = schema.TryGetProperty("$ref", out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : "";
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal) || !seen.Add(reference)) return null;
        var name = Pointer.Tokens("/" + reference[Prefix.Length..]).First();
        return schemas.TryGetValue(name, out var target) ? target.Root : null;
    }
}
