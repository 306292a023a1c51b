using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The common keywords of a schema, read once, to accept most valid values without a full check. It accepts only what
/// <see cref="SchemaRun"/> finds no problem with. Everything else needs the full check, which also explains problems.
/// </summary>
/// <remarks>Schemas below this one are read when a value needs them. Safe to share between threads.</remarks>
internal sealed class PlainSchema
{
    private const int MaximumDepth = 64;
    private const int MaximumReferences = 16;

    // One bit each.
    private const int MaximumProperties = 64;

    // Keywords that exclude no value.
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "format", "title", "description", "default", "example", "examples", "deprecated", "nullable", "x-nullable",
        "readOnly", "writeOnly", "xml", "externalDocs", "$comment",
    };

    private readonly SchemaValidator _validator;
    private readonly List<string> _types = [];
    private readonly List<string> _required = [];
    private readonly Dictionary<string, Property> _properties = new(StringComparer.Ordinal);
    private readonly List<Property> _inOrder = [];
    private readonly HashSet<string>? _enum;
    private readonly Property? _items;
    private readonly string? _reference;
    private readonly decimal _minimum = decimal.MinValue;
    private readonly decimal _maximum = decimal.MaxValue;
    private readonly int _minimumLength;
    private readonly int _maximumLength = int.MaxValue;
    private readonly bool _isClosed;
    private readonly bool _isNullable;
    private readonly bool _isPlain;

    public PlainSchema(JsonElement schema, SchemaValidator validator)
    {
        _validator = validator;
        if (schema.ValueKind != JsonValueKind.Object) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keywords = 0;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!seen.Add(keyword.Name)) return;
            if (keyword.Name is "nullable" or "x-nullable")
                _isNullable |= keyword.Value.ValueKind == JsonValueKind.True;
            if (Annotations.Contains(keyword.Name)) continue;
            keywords++;
            var value = keyword.Value;
            var isRead = keyword.Name switch
            {
                "$ref" when value.ValueKind == JsonValueKind.String => (_reference = value.GetString()) is not null,
                "type" => ReadTypes(value),
                "properties" when value.ValueKind == JsonValueKind.Object => ReadProperties(value),
                "required" => ReadTexts(value, _required),
                "items" when value.ValueKind == JsonValueKind.Object =>
                    (_items = new("", 0, value, validator)) is not null,
                "additionalProperties" when value.ValueKind is JsonValueKind.True or JsonValueKind.False =>
                    (_isClosed = value.ValueKind == JsonValueKind.False) || true,
                "enum" => (_enum = TextsOf(value)) is not null,
                "minimum" when value.ValueKind == JsonValueKind.Number => value.TryGetDecimal(out _minimum),
                "maximum" when value.ValueKind == JsonValueKind.Number => value.TryGetDecimal(out _maximum),
                "minLength" when value.ValueKind == JsonValueKind.Number => value.TryGetInt32(out _minimumLength),
                "maxLength" when value.ValueKind == JsonValueKind.Number => value.TryGetInt32(out _maximumLength),
                _ => false,
            };
            if (!isRead) return;
        }

        _isPlain = ReadRequired() && (_reference is null || keywords == 1);
    }

    /// <summary>The properties that an object must have.</summary>
    public ulong Required { get; private set; }

    public bool IsClosed => _isClosed;

    public bool AcceptsObjects => _enum is null && Allows("object") && _inOrder.Count <= MaximumProperties;

    public bool AcceptsArrays => _enum is null && Allows("array");

    public bool AcceptsBoolean => _enum is null && Allows("boolean");

    public bool AcceptsNull => _isNullable || (_enum is null && Allows("null"));

    /// <summary>Whether every number is accepted, whatever its size and its text.</summary>
    public bool AcceptsDouble =>
        _enum is null && !LimitsText && Allows("number")
        && (_minimum, _maximum) == (decimal.MinValue, decimal.MaxValue);

    /// <summary>Whether text is accepted that has no limits.</summary>
    public bool AcceptsAnyText => Allows("string");

    /// <summary>Whether text must not be empty.</summary>
    public bool NeedsSomeText => _minimumLength > 0;

    /// <summary>Whether text has to be read to know whether it is accepted.</summary>
    public bool TextNeedsValue => _enum is not null || _minimumLength > 1 || _maximumLength < int.MaxValue;

    /// <summary>The schema of the items of an array; <see langword="null"/> if any are accepted.</summary>
    public PlainSchema? Items => _items?.Schema;

    /// <summary>Follows references. Returns whether the schema has common keywords only.</summary>
    public bool TryResolve([NotNullWhen(true)] out PlainSchema? schema)
    {
        schema = this;
        for (var i = 0; schema is { _isPlain: true }; i++)
        {
            if (schema._reference is null) return true;
            schema = i < MaximumReferences ? _validator.Plain(schema._reference) : null;
        }

        return false;
    }

    /// <summary>Returns a property; <see langword="null"/> if the schema does not name it.</summary>
    public Property? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>Returns a property; <see langword="null"/> if the schema does not name it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="next">Where to look first. Objects often have their properties in the order of the schema.</param>
    public Property? Find(JsonProperty property, ref int next)
    {
        for (var i = 0; i < _inOrder.Count; i++)
        {
            var candidate = _inOrder[next];
            next = next + 1 == _inOrder.Count ? 0 : next + 1;
            if (property.NameEquals(candidate.Utf8Name)) return candidate;
        }

        return null;
    }

    /// <summary>Whether a value of <see cref="PlainScalar"/> is certainly valid.</summary>
    public bool AcceptsPlain(object value) => TryResolve(out var schema) && value switch
    {
        string text => schema.AcceptsText(text),
        int number => schema.AcceptsNumber(number, isWhole: true),
        long number => schema.AcceptsNumber(number, isWhole: true),
        bool => schema.AcceptsBoolean,
        _ => false,
    };

    public bool AcceptsText(string text) => Allows("string") && AcceptsLength(text) && _enum?.Contains(text) != false;

    public bool AcceptsNumber(decimal number, bool isWhole) =>
        _enum is null
        && !LimitsText
        && number >= _minimum
        && number <= _maximum
        && (Allows("number") || (isWhole && Allows("integer")));

    public bool AcceptsNumber(JsonValue value)
    {
        if (value.TryGetValue<int>(out var small)) return AcceptsNumber(small, isWhole: true);
        if (value.TryGetValue<long>(out var whole)) return AcceptsNumber(whole, isWhole: true);
        return value.TryGetValue<decimal>(out var number) && AcceptsNumber(number, isWhole: false);
    }

    /// <summary>Whether the value is certainly valid.</summary>
    public bool Accepts(JsonNode? value) => Accepts(value, 0);

    private bool Accepts(JsonNode? value, int depth)
    {
        if (!_isPlain || value is null || depth > MaximumDepth) return false;
        if (_reference is not null) return _validator.Plain(_reference)?.Accepts(value, depth + 1) == true;
        return value switch
        {
            JsonObject fields => AcceptsObject(fields, depth),
            JsonArray items => AcceptsArray(items, depth),
            JsonValue scalar => AcceptsScalar(scalar),
            _ => false,
        };
    }

    // The text of a number may be limited, too.
    private bool LimitsText => _minimumLength > 0 || _maximumLength < int.MaxValue;

    private bool AcceptsObject(JsonObject fields, int depth)
    {
        if (!Allows("object") || _enum is not null) return false;
        foreach (var name in _required)
        {
            if (!fields.ContainsKey(name)) return false;
        }

        foreach (var (name, value) in fields)
        {
            if (_properties.TryGetValue(name, out var property))
            {
                if (property.Schema?.Accepts(value, depth + 1) == false) return false;
            }
            else if (_isClosed)
            {
                return false;
            }
        }

        return true;
    }

    private bool AcceptsArray(JsonArray items, int depth)
    {
        if (!Allows("array") || _enum is not null) return false;
        if (_items is null) return true;
        foreach (var item in items)
        {
            if (!_items.Schema!.Accepts(item, depth + 1)) return false;
        }

        return true;
    }

    private bool AcceptsScalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue<string>(out var text) && AcceptsText(text),
        JsonValueKind.Number => AcceptsNumber(value),
        JsonValueKind.True or JsonValueKind.False => AcceptsBoolean,
        _ => false,
    };

    // The limits count Unicode characters, of which each is one or two of .NET's.
    private bool AcceptsLength(string text) =>
        text.Length <= _maximumLength
        && (_minimumLength <= 1 ? text.Length >= _minimumLength : text.Length / 2 >= _minimumLength);

    private bool Allows(string type) => _types.Count == 0 || _types.Contains(type);

    private bool ReadTypes(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) _types.Add(value.GetString()!);
        else if (!ReadTexts(value, _types)) return false;
        return _types.Count > 0;
    }

    private bool ReadProperties(JsonElement value)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (!Add(property.Name, property.Value)) return false;
        }

        return true;
    }

    private bool Add(string name, JsonElement? schema)
    {
        var property = new Property(name, 1UL << (_inOrder.Count % MaximumProperties), schema, _validator);
        if (!_properties.TryAdd(name, property)) return false;
        _inOrder.Add(property);
        return true;
    }

    // A required property that is not declared accepts any value, unless no others are allowed.
    private bool ReadRequired()
    {
        foreach (var name in _required)
        {
            if (!_isClosed) Add(name, schema: null);
            if (!_properties.TryGetValue(name, out var property)) return false;
            Required |= property.Bit;
        }

        return true;
    }

    private static bool ReadTexts(JsonElement value, List<string> into)
    {
        if (TextsOf(value) is not { } texts) return false;
        into.AddRange(texts);
        return true;
    }

    // Null if the value is not a list of texts.
    private static HashSet<string>? TextsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) return null;
            texts.Add(item.GetString()!);
        }

        return texts;
    }

    /// <summary>A property, or the items, of a value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="bit">Its bit among the properties of the schema.</param>
    /// <param name="schema">Its schema; <see langword="null"/> if any value is accepted.</param>
    /// <param name="validator">The validator.</param>
    internal sealed class Property(string name, ulong bit, JsonElement? schema, SchemaValidator validator)
    {
        private PlainSchema? _read;

        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

        public ulong Bit => bit;

        public PlainSchema? Schema => schema is { } own ? _read ??= new(own, validator) : null;
    }
}
