using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Compares schemas by what they allow. A request must still be accepted as it was: it breaks when fewer values are
/// allowed. A response must still have what it had: it breaks when more values are possible.
/// </summary>
internal sealed class SchemaComparison(
    IReadOnlyDictionary<string, JsonSchema> before, IReadOnlyDictionary<string, JsonSchema> after)
{
    private const int MaximumPlaces = 5_000;
    private const int MaximumChanges = 50;
    private const int MaximumDepth = 64;
    private const string Unlimited = "any value";

    private readonly SchemaReferences _references = new(before, after);
    private readonly HashSet<(string, string, bool)> _visited = [];
    private ChangeLog _log = null!;
    private int _places;
    private int _changes;

    /// <summary>Begins an endpoint: the bounds hold for each one.</summary>
    public void Begin(ChangeLog log)
    {
        _log = log;
        _places = 0;
        _changes = 0;
    }

    public void CompareRequest(JsonSchema? former, JsonSchema? schema, string pointer, string place) =>
        Compare(former, schema, new(place, pointer, IsRequest: true, IsSuccess: true));

    public void CompareResponse(
        JsonSchema? former, JsonSchema? schema, string pointer, string place, bool isSuccess) =>
        Compare(former, schema, new(place, pointer, IsRequest: false, isSuccess));

    private void Compare(JsonSchema? former, JsonSchema? schema, SchemaPlace place)
    {
        _visited.Clear();
        List<JsonElement> earlier = former is null ? [] : [former.Root];
        List<JsonElement> later = schema is null ? [] : [schema.Root];
        Compare(earlier, later, place);
    }

    private void Compare(IReadOnlyList<JsonElement> former, IReadOnlyList<JsonElement> schema, SchemaPlace place)
    {
        if (AreEqual(former, schema) || IsCut(place)) return;
        var earlier = EffectiveSchema.Of(former, before);
        var later = EffectiveSchema.Of(schema, after);
        // A schema that contains itself is compared once.
        var isRecursive = earlier.Key.Length > 0 || later.Key.Length > 0;
        if (isRecursive && !_visited.Add((Name(earlier, former), Name(later, schema), place.IsRequest))) return;
        CompareTypes(earlier.Types, later.Types, place);
        CompareValues(earlier.AllowedValues, later.AllowedValues, place);
        var report = new SchemaReport(Report);
        KeywordComparison.Compare(earlier, later, place, report);
        CompareProperties(earlier, later, place);
        CompareParts(earlier, later, place);
        CompareAlternatives(earlier, later, place);
    }

    private static string Name(EffectiveSchema effective, IReadOnlyList<JsonElement> schemas) =>
        effective.Key.Length > 0 ? effective.Key : string.Join('&', schemas.Select(schema => schema.GetRawText()));

    private bool AreEqual(IReadOnlyList<JsonElement> former, IReadOnlyList<JsonElement> schema)
    {
        if (former.Count != schema.Count) return false;
        for (var index = 0; index < former.Count; index++)
        {
            if (!JsonElement.DeepEquals(former[index], schema[index])) return false;
            if (!_references.IsUnchanged(former[index])) return false;
        }

        return true;
    }

    private bool IsCut(SchemaPlace place)
    {
        if (place.Depth < MaximumDepth && _places++ < MaximumPlaces && _changes < MaximumChanges) return false;
        End(place);
        return true;
    }

    // Stated once.
    private void End(SchemaPlace place)
    {
        if (_changes == int.MaxValue) return;
        _changes = int.MaxValue;
        _log.Changed(ChangeImpact.PossiblyBreaking, place.Pointer, place.Text,
            "Its schemas differ further. The comparison ended here.");
    }

    private void CompareTypes(SchemaTypes former, SchemaTypes types, SchemaPlace place)
    {
        if (former == types) return;
        var (removed, added) = (former & ~types, types & ~former);
        var breaks = place.IsRequest ? removed != SchemaTypes.None : added != SchemaTypes.None;
        // A type that is no longer stated says nothing about the values.
        var impact = !breaks ? ChangeImpact.Compatible
            : types == SchemaTypes.All ? ChangeImpact.PossiblyBreaking
            : ChangeImpact.Breaking;
        Report(ChangeKind.Changed, impact, place,
            $"is {SchemaTypeNames.Name(types)}, not {SchemaTypeNames.Name(former)} any more.",
            SchemaTypeNames.Name(former),
            SchemaTypeNames.Name(types));
    }

    private void CompareValues(IReadOnlyList<string>? former, IReadOnlyList<string>? values, SchemaPlace place)
    {
        if (former is null && values is null) return;
        var removed = former is null ? [] : former.Except(values ?? former, StringComparer.Ordinal).ToList();
        var added = values is null ? [] : values.Except(former ?? values, StringComparer.Ordinal).ToList();
        var isNarrower = removed.Count > 0 || former is null;
        var isWider = added.Count > 0 || values is null;
        if (!isNarrower && !isWider) return;
        var impact = place.IsRequest
            ? isNarrower ? ChangeImpact.Breaking : ChangeImpact.Compatible
            : isWider ? ChangeImpact.PossiblyBreaking : ChangeImpact.Compatible;
        var text = new List<string>();
        if (former is null) text.Add("allows only some values now");
        if (values is null) text.Add("allows any value now");
        if (removed.Count > 0) text.Add($"no longer allows {Listed(removed)}");
        if (added.Count > 0) text.Add($"also allows {Listed(added)}");
        Report(ChangeKind.Changed, impact, place, $"{string.Join(" and ", text)}.",
            former is null ? Unlimited : Listed(former), values is null ? Unlimited : Listed(values));
    }

    private static string Listed(IReadOnlyList<string> values) =>
        values.Count <= 10 ? string.Join(", ", values) : $"{string.Join(", ", values.Take(10))}, …";

    private void CompareProperties(EffectiveSchema former, EffectiveSchema schema, SchemaPlace place)
    {
        var earlier = former.Names.Where(name => IsPresent(former, name, place)).ToHashSet(StringComparer.Ordinal);
        var later = schema.Names.Where(name => IsPresent(schema, name, place)).ToHashSet(StringComparer.Ordinal);
        var (wasRequired, isRequired) = (former.Required, schema.Required);
        foreach (var name in former.Names.Where(name => earlier.Contains(name) && !later.Contains(name)))
            Report(ChangeKind.Removed, ChangeImpact.Breaking, place.Property(name), "was removed.");
        foreach (var name in schema.Names.Where(later.Contains))
        {
            var property = place.Property(name);
            var isNeeded = isRequired.Contains(name);
            if (!earlier.Contains(name))
            {
                var breaks = place.IsRequest && isNeeded;
                Report(
                    ChangeKind.Added,
                    breaks ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                    property,
                    breaks ? "was added and is required." : "was added.");
                continue;
            }

            if (wasRequired.Contains(name) != isNeeded)
            {
                Report(
                    ChangeKind.Changed,
                    place.IsRequest == isNeeded ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                    property,
                    isNeeded ? "is required now." : place.IsRequest ? "is optional now." : "may be absent now.");
            }

            Compare(former.Property(name), schema.Property(name), property);
        }
    }

    // A value that is only read is not part of requests, one that is only written not of responses.
    private static bool IsPresent(EffectiveSchema schema, string name, SchemaPlace place)
    {
        var keyword = place.IsRequest ? "readOnly" : "writeOnly";
        return !schema.Property(name).Any(property =>
            property.ValueKind == JsonValueKind.Object
            && property.TryGetProperty(keyword, out var value)
            && value.ValueKind == JsonValueKind.True);
    }

    private void CompareParts(EffectiveSchema former, EffectiveSchema schema, SchemaPlace place)
    {
        CompareKeyword("items", "[]");
        CompareKeyword("additionalProperties", ".*");
        var (earlier, later) = (former.FirstItems, schema.FirstItems);
        for (var index = 0; index < Math.Max(earlier.Count, later.Count); index++)
            Compare(At(earlier, index), At(later, index), place.Child(string.Create(
                CultureInfo.InvariantCulture, $"[{index}]")));

        void CompareKeyword(string keyword, string suffix)
        {
            var was = former.Values(keyword).Where(value => value.ValueKind == JsonValueKind.Object).ToList();
            var now = schema.Values(keyword).Where(value => value.ValueKind == JsonValueKind.Object).ToList();
            if (was.Count > 0 || now.Count > 0) Compare(was, now, place.Child(suffix));
        }

        static IReadOnlyList<JsonElement> At(IReadOnlyList<JsonElement> items, int index) =>
            index < items.Count ? [items[index]] : [];
    }

    private void CompareAlternatives(EffectiveSchema former, EffectiveSchema schema, SchemaPlace place)
    {
        if (former.Alternatives.Count == 0 && schema.Alternatives.Count == 0) return;
        if (former.Alternatives.Count == 0 || schema.Alternatives.Count == 0)
        {
            Report(ChangeKind.Changed, ChangeImpact.PossiblyBreaking, place,
                schema.Alternatives.Count == 0 ? "is no longer a choice of schemas." : "is a choice of schemas now.");
            return;
        }

        var (pairs, removed, added) = AlternativePairs.Of(former.Alternatives, schema.Alternatives);
        foreach (var name in removed)
            Report(ChangeKind.Removed, place.IsRequest ? ChangeImpact.Breaking : ChangeImpact.Compatible,
                place.Child($"({name})"), "is no longer one of the alternatives.");
        foreach (var name in added)
            Report(ChangeKind.Added, place.IsRequest ? ChangeImpact.Compatible : ChangeImpact.PossiblyBreaking,
                place.Child($"({name})"), "is a further alternative.");
        foreach (var (name, earlier, later) in pairs) Compare([earlier], [later], place.Child($"({name})"));
    }

    private void Report(
        ChangeKind kind,
        ChangeImpact impact,
        SchemaPlace place,
        string message,
        string? former = null,
        string? current = null)
    {
        if (_changes >= MaximumChanges)
        {
            End(place);
            return;
        }

        _changes++;
        // The meaning of failures rarely depends on their contents.
        var weighed = impact == ChangeImpact.Breaking && !place.IsSuccess ? ChangeImpact.PossiblyBreaking : impact;
        _log.Add(kind, weighed, place.Pointer, place.Text, $"{place.Text} {message}", former, current);
    }
}
