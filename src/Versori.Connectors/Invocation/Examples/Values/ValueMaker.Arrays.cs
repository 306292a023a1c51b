using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Lists (JSON Schema core §10.3.1, validation §6.4).</content>
internal sealed partial class ValueMaker
{
    private const int MaximumItems = 200;
    private const int MaximumVariants = 12;

    private Made MakeArray(SchemaParts parts, int variant)
    {
        var (least, most) = parts.Range("minItems", "maxItems");
        var isUnique = parts.All.Exists(part => SchemaKeywords.IsTrue(part, "uniqueItems"));
        var contained = parts.All.Where(part => part.TryGetProperty("contains", out _)).ToList();
        var containedCount = contained.Count == 0
            ? 0
            : contained.Max(part => SchemaKeywords.Count(part, "minContains") ?? 1);

        // One item shows the shape of a list. A list of positions needs all of them.
        var prefix = parts.Find("prefixItems", JsonValueKind.Array).Select(items => items.GetArrayLength())
            .DefaultIfEmpty(0).Max();
        int[] counts = [1, least, prefix, containedCount];
        var wanted = Math.Min(counts.Max(), Math.Min(most, MaximumItems));
        var items = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isValid = least <= most;
        for (var i = 0; i < wanted; i++)
        {
            var schemas = ItemSchemas(parts, i, out var isAllowed);
            if (i < containedCount) schemas.AddRange(contained.Select(part => part.GetProperty("contains")));
            var item = isUnique ? MakeDistinct(schemas, seen, variant + i) : Follow(schemas, variant);
            var isGood = item.IsValid && isAllowed;
            if (!isGood && i >= least) break;
            isValid &= isGood;
            items.Add(item.Value);
        }

        return new(items, isValid && items.Count >= least);
    }

    private Made MakeDistinct(List<JsonElement> schemas, HashSet<string> seen, int variant)
    {
        var first = default(Made);
        for (var i = 0; i < MaximumVariants && _steps > 0; i++)
        {
            var made = Follow(schemas, variant + i);
            if (i == 0) first = made;
            if (made.IsValid && seen.Add(made.Value?.ToJsonString() ?? "null")) return made;
        }

        return first with { IsValid = false };
    }

    // Before 2020-12, a list of schemas in "items" was what "prefixItems" is now.
    private static List<JsonElement> ItemSchemas(SchemaParts parts, int index, out bool isAllowed)
    {
        isAllowed = true;
        var schemas = new List<JsonElement>();
        foreach (var part in parts.All)
        {
            var first = SchemaKeywords.Find(part, "prefixItems", JsonValueKind.Array)
                ?? SchemaKeywords.Find(part, "items", JsonValueKind.Array);
            if (first is { } prefix && index < prefix.GetArrayLength())
            {
                schemas.Add(prefix[index]);
                continue;
            }

            if (SchemaKeywords.Find(part, "items") is not { ValueKind: not JsonValueKind.Array } items) continue;
            if (items.ValueKind == JsonValueKind.False) isAllowed = false;
            else schemas.Add(items);
        }

        return schemas;
    }
}
