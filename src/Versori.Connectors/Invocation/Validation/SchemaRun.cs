using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>One check of a value. Its work is bounded, whatever the schema is.</summary>
internal sealed partial class SchemaRun(SchemaValidator validator, bool isText, bool isResponse)
{
    private const int MaximumProblems = 100;
    private const int MaximumDepth = 200;
    private const int MaximumSlowPatterns = 2;

    // For each value there are this many schemas that apply to it in the largest public documents, with room to spare.
    private int _steps = 200_000;
    private int _depth;
    private int _slowPatterns;

    // Whether a keyword was met that is not understood, so that a match may be none.
    private bool _isUncertain;

    // Whether uncertainty matters: within "not" and "if".
    private int _negations;

    public List<SchemaProblem> Problems { get; private set; } = [];

    /// <summary>Checks a value against a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">The place of the value.</param>
    /// <param name="inherited">
    /// The names that schemas around this one know, if it is one of several that apply to the same value.
    /// </param>
    public void Visit(JsonElement schema, JsonNode? value, ValuePlace? place, KnownNames? inherited)
    {
        if (schema.ValueKind == JsonValueKind.False) Add(place, "No value is allowed here.");
        if (schema.ValueKind != JsonValueKind.Object) return;
        if (--_steps < 0 || _depth >= MaximumDepth || Problems.Count >= MaximumProblems)
        {
            _isUncertain = true;
            return;
        }

        _depth++;
        var parts = Compose(schema, inherited, place, out var followed);
        if (parts is not null) Apply(parts, value, place, inherited, followed);
        _depth--;
    }

    private void Apply(
        List<JsonElement> parts,
        JsonNode? value,
        ValuePlace? place,
        KnownNames? inherited,
        HashSet<string>? followed)
    {
        if (value is null && parts.Exists(IsNullable)) return;
        if (!HasAllowedType(parts, value, place) || !IsAllowedValue(parts, value, place)) return;
        var known = new KnownNames(inherited, value is JsonObject ? DeclaredNames(parts) : [], followed);
        switch (value)
        {
            case JsonObject fields:
                CheckObject(parts, fields, place, known);
                break;
            case JsonArray items:
                foreach (var part in parts) CheckArray(part, items, place);
                break;
            case JsonValue scalar:
                foreach (var part in parts) CheckScalar(part, scalar, place);
                break;
            default:
                break;
        }

        foreach (var part in parts) CheckAlternatives(part, value, place, known);
    }

    /// <summary>
    /// The schemas that all apply to the same value: the schema, the targets of its references and the parts of
    /// <c>allOf</c>. Each reference is followed once. <see langword="null"/> if one of them allows nothing.
    /// </summary>
    private List<JsonElement>? Compose(
        JsonElement schema, KnownNames? inherited, ValuePlace? place, out HashSet<string>? followed)
    {
        var parts = new List<JsonElement>(1) { schema };
        followed = null;
        for (var i = 0; i < parts.Count && i < MaximumDepth; i++)
        {
            var part = parts[i];
            if (_negations > 0 && !SchemaKeywords.AreKnown(part)) _isUncertain = true;
            if (SchemaKeywords.Find(part, "$ref", JsonValueKind.String) is { } reference)
            {
                var name = reference.GetString()!;
                if (inherited?.HasFollowed(name) == true || !(followed ??= new(StringComparer.Ordinal)).Add(name))
                    continue;
                if (validator.Find(name) is { ValueKind: JsonValueKind.Object } target) parts.Add(target);
                else _isUncertain = true;
            }

            foreach (var item in SchemaKeywords.Items(part, "allOf"))
            {
                _steps--;
                if (item.ValueKind == JsonValueKind.Object) parts.Add(item);
                if (item.ValueKind != JsonValueKind.False) continue;
                Add(place, "No value is allowed here.");
                return null;
            }
        }

        return parts;
    }

    private static bool IsNullable(JsonElement part) =>
        SchemaKeywords.IsTrue(part, "nullable") || SchemaKeywords.IsTrue(part, "x-nullable");

    private void Add(ValuePlace? place, string message)
    {
        if (Problems.Count < MaximumProblems) Problems.Add(new(place, message));
    }

    /// <summary>Runs a part of the check and returns its problems, without adding them.</summary>
    private List<SchemaProblem> Try(
        JsonElement schema, JsonNode? value, ValuePlace? place, KnownNames? inherited, out bool isUncertain)
    {
        var problems = Problems;
        var wasUncertain = _isUncertain;
        Problems = [];
        _isUncertain = false;
        Visit(schema, value, place, inherited);
        var found = Problems;
        isUncertain = _isUncertain;
        Problems = problems;
        _isUncertain = wasUncertain || isUncertain;
        return found;
    }
}
