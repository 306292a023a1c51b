using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The content of a request or a response, as several messages show it.</summary>
internal sealed class BodyShape
{
    private readonly OrderedDictionary<string, Shape> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary<string, FormShape> _forms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonNode> _examples = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary<string, bool> _others = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is content.</summary>
    public bool IsEmpty => _values.Count == 0 && _forms.Count == 0 && _others.Count == 0;

    /// <summary>The shapes of the JSON values.</summary>
    public IEnumerable<Shape> Values => _values.Values;

    /// <summary>A text that is equal for contents with the same types and the same outermost names.</summary>
    public string Form => string.Join(';', [
        .. _values.Select(value => $"{value.Key}:{string.Join(',', value.Value.Names.Order(StringComparer.Ordinal))}"),
        .. _forms.Select(form => $"{form.Key}:{string.Join(',', form.Value.Names.Order(StringComparer.Ordinal))}"),
        .. _others.Keys,
    ]);

    /// <summary>Removes an outermost name.</summary>
    public void Remove(string name)
    {
        foreach (var value in _values.Values) value.Remove(name);
        foreach (var form in _forms.Values) form.Remove(name);
    }

    /// <summary>The outermost names.</summary>
    public IEnumerable<string> Names => _values.Values.SelectMany(value => value.Names)
        .Concat(_forms.Values.SelectMany(form => form.Names))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Returns the shape of the JSON of a media type.</summary>
    public Shape Json(string contentType) =>
        _values.TryGetValue(contentType, out var shape) ? shape : _values[contentType] = new();

    /// <summary>Returns the fields of a form of a media type.</summary>
    public FormShape Fields(string contentType) =>
        _forms.TryGetValue(contentType, out var form) ? form : _forms[contentType] = new();

    /// <summary>Adds content that is not JSON and not a form.</summary>
    public void AddOther(string contentType, bool isBinary) => _others[contentType] = isBinary;

    /// <summary>Sets the example of a media type, unless it has one.</summary>
    public void SetExample(string contentType, JsonNode example) => _examples.TryAdd(contentType, example);

    /// <summary>Returns the <c>content</c> object of OpenAPI (3.1 §4.8.14).</summary>
    public JsonObject ToContent()
    {
        var content = new JsonObject();
        foreach (var (type, shape) in _values)
        {
            var media = new JsonObject { ["schema"] = shape.ToSchema() };
            if (_examples.TryGetValue(type, out var example)) media["example"] = example.DeepClone();
            content[type] = media;
        }

        foreach (var (type, form) in _forms) content[type] = form.ToMedia();
        foreach (var (type, isBinary) in _others)
        {
            var schema = new JsonObject { ["type"] = "string" };
            if (isBinary) schema["format"] = "binary";
            content[type] = new JsonObject { ["schema"] = schema };
        }

        return content;
    }
}
