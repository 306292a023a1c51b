using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Makes a value that matches a schema. The same schema always gives the same value. The work is bounded, whatever the
/// schema is; a schema that contradicts itself gives a value that matches most of it.
/// </summary>
/// <param name="validator">The validator of the definition.</param>
/// <param name="options">The settings.</param>
internal sealed partial class ValueMaker(SchemaValidator validator, ExampleOptions options)
{
    private const int MaximumSteps = 6_000;
    private const int MaximumDepth = 40;
    private const int MaximumReentries = 2;
    private const int MaximumToggles = 40;

    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _steps;
    private int _depth;
    private int _reentries;
    private int _toggles;

    // The depth at which optional fields are treated in the other way.
    private int _toggledDepth;

    /// <summary>Makes a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="variant">Another number gives another value, if the schema allows several.</param>
    public Made Make(JsonElement schema, int variant = 0) => Make(variant, schema);

    /// <summary>Makes a value that matches several schemas.</summary>
    public Made Make(int variant, params IReadOnlyList<JsonElement> schemas)
    {
        // A schema that contains itself is not followed again, unless there is no value otherwise.
        var made = default(Made);
        for (_reentries = 0; _reentries <= MaximumReentries; _reentries++)
        {
            _steps = MaximumSteps;
            _toggles = 0;
            var next = Follow(schemas, variant);
            if (next.IsValid && IsMatch(schemas, next.Value)) return next;
            if (_reentries == 0) made = next with { IsValid = false };
        }

        return made;
    }

    private Made Follow(IReadOnlyList<JsonElement> schemas, int variant)
    {
        var parts = new SchemaParts(validator, schemas);
        var isCut = --_steps < 0 || _depth >= MaximumDepth
            || parts.Followed.Any(reference => _open.GetValueOrDefault(reference) > _reentries);
        if (isCut) return new(Simplest(parts), IsValid: IsNullable(parts) && Simplest(parts) is null);
        foreach (var reference in parts.Followed) _open[reference] = _open.GetValueOrDefault(reference) + 1;
        _depth++;
        var made = Checked(schemas, parts, variant);
        if (!made.IsValid && MayDependOnOptional(parts) && _toggles++ < MaximumToggles)
        {
            // Alternatives often differ in optional fields only, and "not" often excludes some of them.
            var outer = _toggledDepth;
            _toggledDepth = _depth;
            var other = Checked(schemas, parts, variant);
            _toggledDepth = outer;
            if (other.IsValid) made = other;
        }

        _depth--;
        foreach (var reference in parts.Followed) _open[reference]--;
        return !made.IsValid && IsNullable(parts) && IsMatch(schemas, null) ? new(null, true) : made;
    }

    private Made Checked(IReadOnlyList<JsonElement> schemas, SchemaParts parts, int variant)
    {
        var made = Choose(parts, 0, variant);
        if (!made.IsValid || !NeedsCheck(parts)) return made;
        for (var i = 1; !IsMatch(schemas, made.Value); i++)
        {
            if (i > MaximumVariants || _steps < 0) return made with { IsValid = false };
            if (Choose(parts, 0, variant + i) is { IsValid: true } other) made = other;
        }

        return made;
    }

    private static bool MayDependOnOptional(SchemaParts parts) => parts.Choices.Count > 0 || NeedsCheck(parts);

    // Each choice is made in order, with the first alternative that gives a valid value.
    private Made Choose(SchemaParts parts, int index, int variant)
    {
        if (index >= parts.Choices.Count) return Conditional(parts, variant);
        var choice = parts.Choices[index];
        Made? best = null;
        foreach (var branch in Ordered(choice.Branches, variant))
        {
            if (--_steps < 0) break;
            foreach (var chosen in Discriminated(parts, choice, branch))
            {
                var made = Choose(chosen, index + 1, variant);
                if (made.IsValid && (!choice.IsExclusive || IsExclusive(choice, branch, made.Value))) return made;
                if (best is not { IsValid: true } && (best is null || made.IsValid)) best = made;
            }
        }

        return best is { } fallback ? fallback with { IsValid = false } : new(Simplest(parts), false);
    }

    private static IEnumerable<JsonElement> Ordered(JsonElement[] branches, int variant)
    {
        var shift = variant % branches.Length;
        return branches.Skip(shift).Concat(branches.Take(shift)).OrderBy(branch => IsNull(branch) ? 1 : 0);
    }

    private static bool IsNull(JsonElement branch) => branch.ValueKind == JsonValueKind.Object
        && SchemaKeywords.Find(branch, "type", JsonValueKind.String) is { } type && type.ValueEquals("null");

    private bool IsExclusive(SchemaChoice choice, JsonElement branch, JsonNode? value)
    {
        foreach (var other in choice.Branches)
        {
            if (!JsonElement.DeepEquals(other, branch) && IsMatch([other], value)) return false;
        }

        return true;
    }

    // OpenAPI 3.1 §4.8.25: the discriminator has the name of the alternative, or a name that is mapped to it.
    private static IEnumerable<SchemaParts> Discriminated(SchemaParts parts, SchemaChoice choice, JsonElement branch)
    {
        var chosen = parts.With(branch);
        if (DiscriminatorValue.Of(choice.Owner, branch) is { } wanted) yield return chosen.With(wanted);
        yield return chosen;
    }

    // JSON Schema core §10.2.2.
    private Made Conditional(SchemaParts parts, int variant)
    {
        var made = MakeChosen(parts, variant);
        var conditional = parts.All.FindIndex(part => part.TryGetProperty("if", out _));
        if (conditional < 0 || parts.IsImpossible || IsMatch(parts.All, made.Value)) return made;
        var part = parts.All[conditional];
        var met = parts.With(part.GetProperty("if"));
        if (SchemaKeywords.Find(part, "then") is { } then) met = met.With(then);
        if (MakeChosen(met, variant) is var first && IsMatch(parts.All, first.Value)) return first;
        if (SchemaKeywords.Find(part, "else") is not { } otherwise) return made;
        return MakeChosen(parts.With(otherwise), variant) is var second && IsMatch(parts.All, second.Value)
            ? second
            : made;
    }

    private Made MakeChosen(SchemaParts parts, int variant)
    {
        if (parts.IsImpossible) return new(Simplest(parts), false);
        if (AllowedValue(parts, variant) is { } allowed) return allowed;
        if (StatedValue(parts, variant) is { } stated) return stated;
        Made? best = null;
        var types = SchemaTypes.Of(parts);
        foreach (var type in types)
        {
            var made = OfType(parts, type, variant);
            if (made.IsValid) return made;
            best ??= made;
        }

        return best ?? new(Simplest(parts), false);
    }

    private Made OfType(SchemaParts parts, string type, int variant) => type switch
    {
        "object" => MakeObject(parts, variant),
        "array" => MakeArray(parts, variant),
        "integer" or "number" => NumberRange.Make(parts, type == "integer", variant),
        "boolean" => new(JsonValue.Create(variant % 2 == 0), variant < 2, ExampleOrigin.Allowed),
        "null" => new(null, true, ExampleOrigin.Allowed),
        _ => TextMaker.Make(parts, validator, variant),
    };

    private Made? AllowedValue(SchemaParts parts, int variant)
    {
        var lists = parts.All.ConvertAll(AllowedBy).FindAll(list => list.Count > 0);
        if (lists.Count == 0) return null;
        var values = lists.MinBy(list => list.Count)!.FindAll(value => value.ValueKind != JsonValueKind.Null);
        if (values.Count == 0) return new(null, true, ExampleOrigin.Allowed);

        // An empty text is often one of the values, and seldom the one that shows what the parameter does.
        var nodes = values
            .OrderBy(value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0 ? 1 : 0)
            .Select(ArgumentConverter.FromElement)
            .Where(node => SchemaTypes.Allow(parts, node) && IsMatch(parts.All, node))
            .ToList();
        return nodes.Count > 0
            ? new(nodes[variant % nodes.Count], variant < nodes.Count, ExampleOrigin.Allowed)
            : new(ArgumentConverter.FromElement(values[0]), false, ExampleOrigin.Allowed);
    }

    private static List<JsonElement> AllowedBy(JsonElement part) => SchemaKeywords.Find(part, "const") is { } only
        ? [only]
        : [.. SchemaKeywords.Items(part, "enum")];

    private Made? StatedValue(SchemaParts parts, int variant)
    {
        var stated = new List<(JsonElement Value, ExampleOrigin Origin)>();
        foreach (var part in parts.All)
        {
            if (!options.IgnoresExamples)
            {
                if (SchemaKeywords.Find(part, "example") is { } example) stated.Add((example, ExampleOrigin.Example));
                stated.AddRange(SchemaKeywords.Items(part, "examples").Select(one => (one, ExampleOrigin.Example)));
            }

            if (SchemaKeywords.Find(part, "default") is { } standard) stated.Add((standard, ExampleOrigin.Default));
        }

        var index = 0;
        foreach (var (value, origin) in stated)
        {
            if (value.ValueKind is JsonValueKind.Null || IsEmpty(value) || --_steps < 0) continue;
            var node = ArgumentConverter.FromElement(value);
            if (HasReadOnly(parts, node) || !SchemaTypes.Allow(parts, node) || !IsMatch(parts.All, node)) continue;
            if (!TextMaker.Accepts(parts, validator, node) || index++ < variant) continue;
            return new(node, true, origin);
        }

        return null;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private bool IsMatch(IReadOnlyList<JsonElement> schemas, JsonNode? value)
    {
        foreach (var schema in schemas)
        {
            _steps -= 2;
            if (validator.Check(schema, value, isText: false).Count > 0) return false;
        }

        return true;
    }

    // These keywords are not followed while a value is made.
    private static bool NeedsCheck(SchemaParts parts) =>
        parts.Has("not") || parts.Has("if") || parts.Has("dependentSchemas") || parts.Has("contains");

    private static bool IsNullable(SchemaParts parts) => parts.All.Count > 0 && parts.All.TrueForAll(part =>
        SchemaKeywords.IsTrue(part, "nullable") || SchemaKeywords.IsTrue(part, "x-nullable")
        || SchemaTypes.Declared(part).Contains("null")
        || (part.TryGetProperty("$ref", out _) && !part.TryGetProperty("type", out _)));

    /// <summary>The simplest value of a type, for a schema that cannot be followed further.</summary>
    private static JsonNode? Simplest(SchemaParts parts) =>
        IsNullable(parts) ? null : SchemaTypes.Of(parts)[0] switch
        {
            "object" => new JsonObject(),
            "array" => new JsonArray(),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            "null" => null,
            _ => JsonValue.Create("text"),
        };
}
