using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <content>Lists (JSON Schema core §10.3.1, validation §6.4).</content>
internal sealed partial class SchemaRun
{
    private void CheckArray(JsonElement part, JsonArray items, ValuePlace? place)
    {
        var (least, most) = SchemaKeywords.Range(part, "minItems", "maxItems");
        if (items.Count < least) Add(place, $"The list must have at least {least} items, and has {items.Count}.");
        if (items.Count > most) Add(place, $"The list must have at most {most} items, and has {items.Count}.");
        CheckItems(part, items, place);
        CheckContains(part, items, place);
        if (SchemaKeywords.IsTrue(part, "uniqueItems") && HasDuplicates(items))
            Add(place, "The items of the list must be different from each other.");
    }

    // Before 2020-12, a list of schemas in "items" was what "prefixItems" is now.
    private void CheckItems(JsonElement part, JsonArray items, ValuePlace? place)
    {
        var first = SchemaKeywords.Find(part, "prefixItems", JsonValueKind.Array)
            ?? SchemaKeywords.Find(part, "items", JsonValueKind.Array);
        var count = first?.GetArrayLength() ?? 0;
        var rest = SchemaKeywords.Find(part, "items") is { ValueKind: not JsonValueKind.Array } schema
            ? schema
            : (JsonElement?)null;
        for (var i = 0; i < items.Count && Problems.Count < MaximumProblems && _steps >= 0; i++)
        {
            if ((i < count ? first!.Value[i] : rest) is { } applied)
                Visit(applied, items[i], new(place, i.ToString(CultureInfo.InvariantCulture)), inherited: null);
        }
    }

    private void CheckContains(JsonElement part, JsonArray items, ValuePlace? place)
    {
        if (SchemaKeywords.Find(part, "contains") is not { } wanted) return;
        var (least, most) = SchemaKeywords.Range(part, "minContains", "maxContains");
        if (SchemaKeywords.Count(part, "minContains") is null) least = 1;
        var found = 0;
        var certain = 0;
        foreach (var item in items)
        {
            _negations++;
            var matches = Try(wanted, item, place, inherited: null, out var isUncertain).Count == 0;
            _negations--;
            if (!matches) continue;
            found++;
            if (!isUncertain) certain++;
        }

        if (found < least) Add(place, $"The list must have at least {least} items of the kind that the schema names.");
        if (certain > most) Add(place, $"The list must have at most {most} items of the kind that the schema names.");
    }

    private static bool HasDuplicates(JsonArray items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!seen.Add(item?.ToJsonString() ?? "null")) return true;
        }

        return false;
    }
}
