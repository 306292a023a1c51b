using System.Text.Json;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The schemas that all apply to one value: references and <c>allOf</c> are followed, and alternatives are listed until
/// one of each is chosen.
/// </summary>
internal sealed class SchemaParts
{
    private const int MaximumParts = 300;

    private readonly SchemaValidator _validator;
    private readonly HashSet<string> _followed;

    public SchemaParts(SchemaValidator validator, IEnumerable<JsonElement> schemas)
    {
        _validator = validator;
        _followed = new(StringComparer.Ordinal);
        foreach (var schema in schemas) Add(schema);
    }

    private SchemaParts(SchemaParts other)
    {
        _validator = other._validator;
        _followed = new(other._followed, StringComparer.Ordinal);
        All.AddRange(other.All);
        Choices.AddRange(other.Choices);
        IsImpossible = other.IsImpossible;
    }

    /// <summary>The schemas.</summary>
    public List<JsonElement> All { get; } = [];

    /// <summary>The alternatives, each with the schema that has them.</summary>
    public List<SchemaChoice> Choices { get; } = [];

    /// <summary>Whether one of the schemas allows nothing.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The references that were followed, in order.</summary>
    public IReadOnlyCollection<string> Followed => _followed;

    /// <summary>Returns these schemas and one more.</summary>
    public SchemaParts With(JsonElement schema)
    {
        var copy = new SchemaParts(this);
        copy.Add(schema);
        return copy;
    }

    /// <summary>The first value of a keyword, of a kind.</summary>
    public IEnumerable<JsonElement> Find(string keyword, JsonValueKind kind)
    {
        foreach (var part in All)
        {
            if (SchemaKeywords.Find(part, keyword, kind) is { } value) yield return value;
        }
    }

    public bool Has(string keyword) => All.Exists(part => part.TryGetProperty(keyword, out _));

    /// <summary>The texts of a keyword.</summary>
    public IEnumerable<string> Texts(string keyword) =>
        Find(keyword, JsonValueKind.String).Select(value => value.GetString()!);

    /// <summary>The largest minimum and the smallest maximum of a count.</summary>
    public (int Least, int Most) Range(string minimum, string maximum)
    {
        var least = 0;
        var most = int.MaxValue;
        foreach (var part in All)
        {
            least = Math.Max(least, SchemaKeywords.Count(part, minimum) ?? 0);
            most = Math.Min(most, SchemaKeywords.Count(part, maximum) ?? int.MaxValue);
        }

        return (least, most);
    }

    private void Add(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.False) IsImpossible = true;
        if (schema.ValueKind != JsonValueKind.Object || All.Count >= MaximumParts) return;
        All.Add(schema);
        if (SchemaKeywords.Find(schema, "$ref", JsonValueKind.String) is { } reference
            && _followed.Add(reference.GetString()!)
            && _validator.Find(reference.GetString()!) is { } target)
        {
            Add(target);
        }

        foreach (var part in SchemaKeywords.Items(schema, "allOf")) Add(part);
        foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
        {
            var branches = SchemaKeywords.Items(schema, keyword).ToArray();
            if (branches.Length > 0) Choices.Add(new(schema, branches, IsExclusive: keyword == "oneOf"));
        }
    }
}

/// <summary>Alternatives of a schema.</summary>
/// <param name="Owner">The schema that has them, which may have a discriminator.</param>
/// <param name="Branches">The alternatives.</param>
/// <param name="IsExclusive">Whether exactly one has to match.</param>
internal sealed record SchemaChoice(JsonElement Owner, JsonElement[] Branches, bool IsExclusive);
