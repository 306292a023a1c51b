using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Catalog;

/// <summary>Compares the keywords of schemas that limit values.</summary>
internal static class KeywordComparison
{
    private static readonly string[] Upper =
        ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"];

    private static readonly string[] Lower =
        ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"];

    // OpenAPI 3.0 has booleans here, which change the meaning of minimum and maximum.
    private static readonly string[] Exclusive = ["exclusiveMinimum", "exclusiveMaximum"];

    private static readonly string[] Restricting =
        ["pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"];

    // Compared elsewhere, or without a meaning for values.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$ref", "type", "nullable", "enum", "const", "properties", "required", "items", "prefixItems", "allOf", "anyOf",
        "oneOf", "default", "additionalProperties", "readOnly", "writeOnly", "title", "description", "example",
        "examples", "deprecated", "externalDocs", "$comment", "$schema", "$id", "$anchor",
    };

    public static void Compare(EffectiveSchema former, EffectiveSchema schema, SchemaPlace place, SchemaReport report)
    {
        foreach (var keyword in Upper) CompareLimit(former, schema, keyword, isUpper: true, place, report);
        foreach (var keyword in Lower) CompareLimit(former, schema, keyword, isUpper: false, place, report);
        foreach (var keyword in Exclusive) CompareExclusive(former, schema, keyword, place, report);
        foreach (var keyword in Restricting) CompareRestriction(former, schema, keyword, place, report);
        CompareClosed(former, schema, place, report);
        if (place.IsRequest && Differs(former, schema, "default"))
            report(ChangeKind.Changed, ChangeImpact.PossiblyBreaking, place, "has another default.");
        foreach (var keyword in Others(former).Union(Others(schema), StringComparer.Ordinal))
        {
            if (Differs(former, schema, keyword))
                report(ChangeKind.Changed, ChangeImpact.PossiblyBreaking, place, $"has another '{keyword}'.");
        }
    }

    private static void CompareLimit(
        EffectiveSchema former,
        EffectiveSchema schema,
        string keyword,
        bool isUpper,
        SchemaPlace place,
        SchemaReport report)
    {
        var (was, now) = (former.Limit(keyword, isUpper), schema.Limit(keyword, isUpper));
        if (was == now) return;
        var isTighter = was is null || (now is { } limit && (isUpper ? limit < was : limit > was));
        var impact = place.IsRequest
            ? isTighter ? ChangeImpact.Breaking : ChangeImpact.Compatible
            : isTighter ? ChangeImpact.Compatible : ChangeImpact.PossiblyBreaking;
        report(
            ChangeKind.Changed, impact, place, $"has another '{keyword}': {Text(now)}, not {Text(was)}.", Text(was),
                Text(now));

        static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
    }

    private static void CompareExclusive(
        EffectiveSchema former, EffectiveSchema schema, string keyword, SchemaPlace place, SchemaReport report)
    {
        var (was, now) = (IsTrue(former), IsTrue(schema));
        if (was == now) return;
        var impact = place.IsRequest
            ? now ? ChangeImpact.Breaking : ChangeImpact.Compatible
            : now ? ChangeImpact.Compatible : ChangeImpact.PossiblyBreaking;
        report(
            ChangeKind.Changed, impact, place, now ? $"has '{keyword}' now." : $"has no '{keyword}' any more.");

        bool IsTrue(EffectiveSchema from) => from.Values(keyword).Any(value => value.ValueKind == JsonValueKind.True);
    }

    private static void CompareRestriction(
        EffectiveSchema former, EffectiveSchema schema, string keyword, SchemaPlace place, SchemaReport report)
    {
        if (!Differs(former, schema, keyword)) return;
        var (was, now) = (Value(former), Value(schema));
        var impact = place.IsRequest
            ? now is null ? ChangeImpact.Compatible : ChangeImpact.Breaking
            : was is null ? ChangeImpact.Compatible : ChangeImpact.PossiblyBreaking;
        report(ChangeKind.Changed, impact, place,
            $"has another '{keyword}': {now ?? "none"}, not {was ?? "none"}.", was, now);

        string? Value(EffectiveSchema from) =>
            from.Values(keyword) is { Count: > 0 } values
                ? string.Join(" and ", values.Select(value => value.GetRawText()))
                : null;
    }

    private static void CompareClosed(
        EffectiveSchema former, EffectiveSchema schema, SchemaPlace place, SchemaReport report)
    {
        var (was, now) = (IsClosed(former), IsClosed(schema));
        if (was == now) return;
        report(
            ChangeKind.Changed,
            place.IsRequest && now ? ChangeImpact.PossiblyBreaking : ChangeImpact.Compatible,
            place,
            now ? "allows no further properties now." : "allows further properties now.");
    }

    private static bool IsClosed(EffectiveSchema schema) =>
        schema.Values("additionalProperties").Any(value => value.ValueKind == JsonValueKind.False);

    private static IEnumerable<string> Others(EffectiveSchema schema) => schema.Parts
        .SelectMany(part => part.EnumerateObject())
        .Select(member => member.Name)
        .Where(name => !Known.Contains(name)
            && !name.StartsWith("x-", StringComparison.Ordinal)
            && Array.IndexOf(Upper, name) < 0
            && Array.IndexOf(Lower, name) < 0
            && Array.IndexOf(Restricting, name) < 0);

    private static bool Differs(EffectiveSchema former, EffectiveSchema schema, string keyword)
    {
        var (was, now) = (former.Values(keyword), schema.Values(keyword));
        return was.Count != now.Count || was.Zip(now).Any(pair => !JsonElement.DeepEquals(pair.First, pair.Second));
    }
}
