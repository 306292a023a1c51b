using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// The shape of several JSON values: their types, the members of objects, the formats of texts. It keeps no value, only
/// names of members; names that are values themselves, such as ids, become <c>additionalProperties</c>.
/// </summary>
internal sealed class Shape
{
    private const int MaximumDepth = 60;
    private const int MaximumMembers = 1000;
    private const int MaximumItems = 1000;

    private readonly OrderedDictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private Shape? _items;
    private Shape? _others;
    private int _objects;
    private int _texts;
    private string? _format;

    /// <summary>Whether there is a value.</summary>
    public bool HasValues => _types.Count > 0;

    /// <summary>The names of the members of objects.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>Removes a member of objects.</summary>
    public void Remove(string name) => _members.Remove(name);

    /// <summary>Adds a value.</summary>
    public void Add(JsonElement value, Work work) => Add(value, work, 0);

    /// <summary>Adds a text that stands for a value of any simple type, as in a query or a form.</summary>
    public void AddText(string text)
    {
        if (text is "true" or "false") _types.Add("boolean");
        else if (IsInteger(text)) _types.Add("integer");
        else AddString(text);
    }

    /// <summary>Adds a text whose value is not known.</summary>
    public void AddUnknownText()
    {
        _types.Add("string");
        _texts++;
        _format = "";
    }

    /// <summary>Returns the JSON Schema.</summary>
    public JsonObject ToSchema()
    {
        var schema = new JsonObject();
        var types = Types();
        // A null alone does not tell what else the value can be.
        if (types.Count == 0 || types is ["null"]) return schema;
        schema["type"] = types.Count == 1 ? JsonValue.Create(types[0]) : JsonCopy.Texts(types);
        if (!string.IsNullOrEmpty(_format) && types.TrueForAll(type => type is "string" or "null"))
            schema["format"] = _format;
        if (_types.Contains("object")) WriteMembers(schema);
        if (_types.Contains("array")) schema["items"] = _items?.ToSchema() ?? [];
        return schema;
    }

    /// <summary>Returns a text that is equal for values of the same shape.</summary>
    public string Signature(int depth = 4)
    {
        if (depth == 0) return "";
        var types = string.Join('|', _types.Where(type => type is "object" or "array").Order(StringComparer.Ordinal));
        var members = string.Join(',', _members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}{member.Value.Shape.Signature(depth - 1)}"));
        return $"{types}({members}{_items?.Signature(depth - 1)})";
    }

    /// <summary>The number of names in it, also of inner values.</summary>
    public int CountNames() =>
        _members.Sum(member => 1 + member.Value.Shape.CountNames()) + (_items?.CountNames() ?? 0);

    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        // A leading zero belongs to a code, not to a number.
        return digits.Length is > 0 and <= 18 && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits.Length == 1 || digits[0] != '0');
    }

    private void Add(JsonElement value, Work work, int depth)
    {
        work.Step();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _types.Add("object");
                _objects++;
                if (depth < MaximumDepth) AddMembers(value, work, depth);
                break;
            case JsonValueKind.Array:
                _types.Add("array");
                if (depth >= MaximumDepth) break;
                foreach (var item in value.EnumerateArray().Take(MaximumItems))
                    (_items ??= new()).Add(item, work, depth + 1);
                break;
            case JsonValueKind.String:
                AddString(value.GetString()!);
                break;
            case JsonValueKind.Number:
                _types.Add(IsInteger(value.GetRawText()) ? "integer" : "number");
                break;
            case JsonValueKind.True or JsonValueKind.False:
                _types.Add("boolean");
                break;
            default:
                _types.Add("null");
                break;
        }
    }

    private void AddMembers(JsonElement value, Work work, int depth)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name)) continue;
            if (OpaqueText.IsKey(member.Name))
            {
                (_others ??= new()).Add(member.Value, work, depth + 1);
                continue;
            }

            if (!_members.TryGetValue(member.Name, out var known))
            {
                if (_members.Count == MaximumMembers) continue;
                _members[member.Name] = known = new();
            }

            known.Count++;
            known.Shape.Add(member.Value, work, depth + 1);
        }
    }

    private void AddString(string text)
    {
        _types.Add("string");
        var format = TextFormats.Of(text) ?? "";
        _format = _texts++ == 0 || _format == format ? format : "";
    }

    private List<string> Types()
    {
        // An integer is a number (JSON Schema core §4.2.1).
        var types = _types.Where(type => type != "integer" || !_types.Contains("number")).ToList();
        types.Sort((left, right) => Order(left).CompareTo(Order(right)));
        return types;
    }

    private static int Order(string type) =>
        Array.IndexOf(["object", "array", "string", "integer", "number", "boolean", "null"], type);

    private void WriteMembers(JsonObject schema)
    {
        var properties = new JsonObject();
        var required = new List<string>();
        foreach (var (name, member) in _members)
        {
            properties[name] = member.Shape.ToSchema();
            if (member.Count == _objects) required.Add(name);
        }

        if (properties.Count > 0) schema["properties"] = properties;
        if (required.Count > 0) schema["required"] = JsonCopy.Texts(required);
        if (_others is not null) schema["additionalProperties"] = _others.ToSchema();
    }

    private sealed class Member
    {
        public Shape Shape { get; } = new();

        public int Count { get; set; }
    }
}
