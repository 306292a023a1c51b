using System.Globalization;
using System.Text.Json;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>
/// A schema with its references resolved and its <c>allOf</c> merged: a list of objects, all of which hold. A choice
/// between one schema and null is that schema, or null.
/// </summary>
internal sealed class EffectiveSchema
{
    private const int MaximumParts = 200;

    private static readonly string[] Choices = ["anyOf", "oneOf"];

    private readonly IReadOnlyDictionary<string, JsonSchema> _shared;
    private readonly List<JsonElement> _parts = [];
    private readonly List<JsonElement> _alternatives = [];
    private ILookup<string, JsonElement>? _properties;
    private bool _allowsNull;
    private bool _hasReference;

    private EffectiveSchema(IReadOnlyDictionary<string, JsonSchema> shared) => _shared = shared;

    /// <summary>The schemas that this one was made from, as text; empty if they have no reference.</summary>
    public string Key { get; private set; } = "";

    public IReadOnlyList<JsonElement> Parts => _parts;

    /// <summary>The schemas of <c>anyOf</c> and <c>oneOf</c>, one of which holds.</summary>
    public IReadOnlyList<JsonElement> Alternatives => _alternatives;

    public SchemaTypes Types
    {
        get
        {
            var types = _parts.Aggregate(SchemaTypes.All, (all, part) => all & SchemaTypeNames.Of(part));
            return _allowsNull ? types | SchemaTypes.Null : types;
        }
    }

    public IReadOnlyList<string> Names =>
    [
        .. _parts.SelectMany(part => Members(part, "properties").Select(member => member.Name).Concat(RequiredOf(part)))
            .Distinct(StringComparer.Ordinal),
    ];

    public IReadOnlySet<string> Required => _parts.SelectMany(RequiredOf).ToHashSet(StringComparer.Ordinal);

    public static EffectiveSchema Of(IReadOnlyList<JsonElement> schemas, IReadOnlyDictionary<string, JsonSchema> shared)
    {
        var effective = new EffectiveSchema(shared);
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in schemas) effective.Add(schema, open);
        if (effective._hasReference)
            effective.Key = string.Join('&', schemas.Select(schema => schema.GetRawText()));
        return effective;
    }

    /// <summary>The schemas of a property; none if it has none.</summary>
    public IReadOnlyList<JsonElement> Property(string name)
    {
        _properties ??= _parts.SelectMany(part => Members(part, "properties"))
            .ToLookup(member => member.Name, member => member.Value, StringComparer.Ordinal);
        return [.. _properties[name]];
    }

    /// <summary>The values of a keyword in all parts.</summary>
    public IReadOnlyList<JsonElement> Values(string keyword) =>
    [
        .. _parts.Where(part => part.TryGetProperty(keyword, out _)).Select(part => part.GetProperty(keyword)),
    ];

    /// <summary>The schemas of <c>prefixItems</c>, one for each of the first items.</summary>
    public IReadOnlyList<JsonElement> FirstItems =>
        [.. Values("prefixItems").Where(value => value.ValueKind == JsonValueKind.Array)
            .SelectMany(value => value.EnumerateArray())];

    /// <summary>The values of <c>enum</c> and <c>const</c> as JSON; <see langword="null"/> if any is allowed.</summary>
    public IReadOnlyList<string>? AllowedValues
    {
        get
        {
            IReadOnlyList<string>? allowed = null;
            foreach (var part in _parts)
            {
                if (part.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
                    Restrict(values.EnumerateArray().Select(Text));
                if (part.TryGetProperty("const", out var value)) Restrict([Text(value)]);
            }

            return allowed is not null && _allowsNull ? [.. allowed, "null"] : allowed;

            void Restrict(IEnumerable<string> values) => allowed = allowed is null
                ? [.. values.Distinct(StringComparer.Ordinal)]
                : [.. allowed.Intersect(values, StringComparer.Ordinal)];
        }
    }

    /// <summary>The strictest value of a limit; <see langword="null"/> if there is none.</summary>
    public double? Limit(string keyword, bool isUpper)
    {
        var numbers = Values(keyword)
            .Where(value => value.ValueKind == JsonValueKind.Number)
            .Select(value => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture))
            .ToList();
        if (numbers.Count == 0) return null;
        return isUpper ? numbers.Min() : numbers.Max();
    }

    private void Add(JsonElement schema, HashSet<string> open)
    {
        if (_parts.Count >= MaximumParts) return;
        if (schema.ValueKind != JsonValueKind.Object) return;
        if (schema.TryGetProperty("$ref", out var reference) && SchemaReferences.Name(reference) is { } name)
        {
            _hasReference = true;
            if (_shared.TryGetValue(name, out var target) && open.Add(name))
            {
                Add(target.Root, open);
                open.Remove(name);
            }
        }

        _parts.Add(schema);
        _allowsNull |= SchemaTypeNames.IsNullable(schema) && !schema.TryGetProperty("type", out _);
        if (schema.TryGetProperty("allOf", out var all) && all.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in all.EnumerateArray()) Add(part, open);
        }

        foreach (var keyword in Choices) AddChoice(schema, keyword, open);
    }

    private void AddChoice(JsonElement schema, string keyword, HashSet<string> open)
    {
        if (!schema.TryGetProperty(keyword, out var choice) || choice.ValueKind != JsonValueKind.Array) return;
        var values = choice.EnumerateArray().Where(alternative => !IsNull(alternative)).ToList();
        if (values.Count != 1)
        {
            _alternatives.AddRange(choice.EnumerateArray());
            return;
        }

        var hasNull = choice.GetArrayLength() > 1;
        _allowsNull |= hasNull && !schema.TryGetProperty("type", out _);
        Add(values[0], open);
    }

    private static bool IsNull(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("type", out _)
        && SchemaTypeNames.Of(schema) == SchemaTypes.Null;

    private static IEnumerable<JsonProperty> Members(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject()
            : Enumerable.Empty<JsonProperty>();

    private static IEnumerable<string> RequiredOf(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(name =>
                name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            : [];

    // 1 and 1.0 are the same number, and equal texts may be escaped differently.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{JsonPointer.Scalar(value)}\"",
        JsonValueKind.Number when value.TryGetDecimal(out var number) =>
            (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
