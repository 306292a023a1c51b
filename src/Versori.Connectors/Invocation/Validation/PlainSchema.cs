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

    // Keywords that exclude no value.
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "format", "title", "description", "default", "example", "examples", "deprecated", "nullable", "x-nullable",
        "readOnly", "writeOnly", "xml", "externalDocs", "$comment",
    };

    private readonly SchemaValidator _validator;
    private readonly List<string> _types = [];
    private readonly List<string> _required = [];
    private readonly Dictionary<string, Below> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string>? _enum;
    private readonly Below? _items;
    private readonly string? _reference;
    private readonly decimal _minimum = decimal.MinValue;
    private readonly decimal _maximum = decimal.MaxValue;
    private readonly int _minimumLength;
    private readonly int _maximumLength = int.MaxValue;
    private readonly bool _isClosed;
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
            if (Annotations.Contains(keyword.Name)) continue;
            keywords++;
            var value = keyword.Value;
            var isRead = keyword.Name switch
            {
                "$ref" when value.ValueKind == JsonValueKind.String => (_reference = value.GetString()) is not null,
                "type" => ReadTypes(value),
                "properties" when value.ValueKind == JsonValueKind.Object => ReadProperties(value),
                "required" => ReadTexts(value, _required),
                "items" when value.ValueKind == JsonValueKind.Object => (_items = new(value)) is not null,
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

        _isPlain = _reference is null || keywords == 1;
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
                if (!property.In(_validator).Accepts(value, depth + 1)) return false;
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
        var schema = _items.In(_validator);
        foreach (var item in items)
        {
            if (!schema.Accepts(item, depth + 1)) return false;
        }

        return true;
    }

    private bool AcceptsScalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => Allows("string") && value.TryGetValue<string>(out var text) && AcceptsText(text),
        JsonValueKind.Number => _enum is null && !LimitsText && AcceptsNumber(value),
        JsonValueKind.True or JsonValueKind.False => _enum is null && Allows("boolean"),
        _ => false,
    };

    // The limits count Unicode characters, of which each is one or two of .NET's.
    private bool AcceptsText(string text) =>
        text.Length <= _maximumLength
        && (_minimumLength <= 1 ? text.Length >= _minimumLength : text.Length / 2 >= _minimumLength)
        && _enum?.Contains(text) != false;

    private bool AcceptsNumber(JsonValue value)
    {
        if (value.TryGetValue<int>(out var small)) return AcceptsNumber(small, isWhole: true);
        if (value.TryGetValue<long>(out var whole)) return AcceptsNumber(whole, isWhole: true);
        return value.TryGetValue<decimal>(out var number) && AcceptsNumber(number, isWhole: false);
    }

    private bool AcceptsNumber(decimal number, bool isWhole) =>
        number >= _minimum && number <= _maximum && (Allows("number") || (isWhole && Allows("integer")));

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
            if (!_properties.TryAdd(property.Name, new(property.Value))) return false;
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

    /// <summary>A schema below another one.</summary>
    private sealed class Below(JsonElement schema)
    {
        private PlainSchema? _read;

        public PlainSchema In(SchemaValidator validator) => _read ??= new(schema, validator);
    }
}
