using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Finds which alternatives of two choices are the same: by name, or else by their order.</summary>
internal static class AlternativePairs
{
    public static (
        IReadOnlyList<(string Name, JsonElement Before, JsonElement After)> Pairs,
        IReadOnlyList<string> Removed,
        IReadOnlyList<string> Added) Of(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after)
    {
        var earlier = Named(before);
        var later = Named(after);
        var pairs = new List<(string, JsonElement, JsonElement)>();
        foreach (var (name, schema) in earlier.ToList())
        {
            if (!later.Remove(name, out var current)) continue;
            pairs.Add((name, schema, current));
            earlier.Remove(name);
        }

        // Those without a name are numbered, so that only they are left with different contents.
        return (pairs, [.. earlier.Keys], [.. later.Keys]);
    }

    private static OrderedDictionary<string, JsonElement> Named(IReadOnlyList<JsonElement> schemas)
    {
        var named = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        var number = 0;
        foreach (var schema in schemas)
        {
            var name = Name(schema);
            if (name is null || named.ContainsKey(name))
                name = string.Create(CultureInfo.InvariantCulture, $"alternative {++number}");
            named.TryAdd(name, schema);
        }

        return named;
    }

    private static string? Name(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return null;
        if (schema.TryGetProperty("$ref", out var reference)) return SchemaReferences.Name(reference);
        return schema.TryGetProperty("title", out var title) ? JsonPointer.Scalar(title) : TypeName(schema);
    }

    private static string? TypeName(JsonElement schema)
    {
        var types = SchemaTypeNames.Of(schema);
        return types is SchemaTypes.All or SchemaTypes.Object ? null : SchemaTypeNames.Name(types);
    }
}
