using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The fields of a form, as several requests show them.</summary>
internal sealed class FormShape
{
    private readonly OrderedDictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private int _requests;

    /// <summary>The names of the fields.</summary>
    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>Removes a field.</summary>
    public void Remove(string name) => _fields.Remove(name);

    /// <summary>Begins the fields of a further request.</summary>
    public void BeginRequest()
    {
        _requests++;
        foreach (var field in _fields.Values) field.InRequest = 0;
    }

    /// <summary>Adds a field of the current request.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The text; <see langword="null"/> if it is not known.</param>
    /// <param name="isFile">Whether the value is a file.</param>
    /// <param name="isOptional">Whether a request can leave it out.</param>
    /// <param name="description">What it means.</param>
    /// <param name="contentType">The media type of the part, if it is stated.</param>
    public void Add(
        string name,
        string? value,
        bool isFile = false,
        bool isOptional = false,
        string? description = null,
        string? contentType = null)
    {
        if (!_fields.TryGetValue(name, out var field)) _fields[name] = field = new();
        field.IsFile |= isFile;
        field.Description ??= description;
        field.ContentType ??= contentType;
        if (isOptional) field.IsOptional = true;
        if (field.InRequest++ == 0) field.Requests++;
        else field.IsList = true;
        if (value is null) field.Shape.AddUnknownText();
        else field.Shape.AddText(value);
    }

    /// <summary>Returns the media type object of OpenAPI.</summary>
    public JsonObject ToMedia()
    {
        var properties = new JsonObject();
        var encoding = new JsonObject();
        foreach (var (name, field) in _fields)
        {
            properties[name] = field.ToSchema();
            if (field.ContentType is { Length: > 0 } type)
                encoding[name] = new JsonObject { ["contentType"] = type };
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = _fields
            .Where(field => !field.Value.IsOptional && field.Value.Requests == _requests)
            .Select(field => field.Key)
            .ToList();
        if (required.Count > 0) schema["required"] = JsonCopy.Texts(required);
        var media = new JsonObject { ["schema"] = schema };
        if (encoding.Count > 0) media["encoding"] = encoding;
        return media;
    }

    private sealed class Field
    {
        public Shape Shape { get; } = new();

        public bool IsFile { get; set; }

        public bool IsList { get; set; }

        public bool IsOptional { get; set; }

        public string? Description { get; set; }

        public string? ContentType { get; set; }

        public int Requests { get; set; }

        public int InRequest { get; set; }

        public JsonObject ToSchema()
        {
            var schema = IsFile ? new() { ["type"] = "string", ["format"] = "binary" } : Shape.ToSchema();
            if (IsList) schema = new() { ["type"] = "array", ["items"] = schema };
            if (!string.IsNullOrEmpty(Description)) schema["description"] = Description;
            return schema;
        }
    }
}
