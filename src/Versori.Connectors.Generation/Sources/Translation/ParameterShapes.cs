using System.Text.Json.Nodes;

namespace Versori.Connectors.Generation.Sources;

/// <summary>The parameters of an endpoint, as several requests show them.</summary>
internal sealed class ParameterShapes
{
    private readonly OrderedDictionary<(string In, string Name), Parameter> _parameters = [];

    /// <summary>Begins the parameters of a further request.</summary>
    public void BeginRequest()
    {
        foreach (var parameter in _parameters.Values) parameter.InRequest = 0;
    }

    /// <summary>Adds a parameter of the current request.</summary>
    /// <param name="location">The location: <c>path</c>, <c>query</c> or <c>header</c>.</param>
    /// <param name="name">The name on the wire.</param>
    /// <param name="value">The text; <see langword="null"/> if it is not known.</param>
    /// <param name="description">What it means.</param>
    /// <param name="keepsExample">Whether the value may be an example.</param>
    /// <param name="isConstant">Whether the value is always sent.</param>
    public void Add(
        string location,
        string name,
        string? value,
        string? description = null,
        bool keepsExample = false,
        bool isConstant = false)
    {
        var key = (location, location == "header" ? name.ToLowerInvariant() : name);
        if (!_parameters.TryGetValue(key, out var parameter)) _parameters[key] = parameter = new(location, name);
        parameter.Description ??= string.IsNullOrEmpty(description) ? null : description;
        if (parameter.InRequest++ > 0) parameter.IsList = true;
        if (value is null) parameter.HasUnknown = true;
        else parameter.Shape.AddText(value);
        if (isConstant) parameter.Constant = value;
        if (keepsExample && value is not null) parameter.Example ??= value;
    }

    /// <summary>Returns the parameter objects of OpenAPI (3.1 §4.8.12).</summary>
    public JsonArray ToParameters() =>
        new([.. _parameters.Values.Select(parameter => (JsonNode)parameter.ToParameter())]);

    private sealed class Parameter(string location, string name)
    {
        public Shape Shape { get; } = new();

        public string? Description { get; set; }

        public string? Example { get; set; }

        public string? Constant { get; set; }

        public bool HasUnknown { get; set; }

        public bool IsList { get; set; }

        public int InRequest { get; set; }

        public JsonObject ToParameter()
        {
            var parameter = new JsonObject { ["name"] = name, ["in"] = location };
            if (location == "path" || Constant is not null) parameter["required"] = true;
            if (Description is not null) parameter["description"] = Description;
            if (Constant is not null)
            {
                parameter["schema"] = new JsonObject { ["type"] = "string", ["enum"] = JsonCopy.Texts([Constant]) };
                return parameter;
            }

            // A value that is not known can be any text.
            var schema = Shape.HasValues && !HasUnknown ? Shape.ToSchema() : new() { ["type"] = "string" };
            var types = schema["type"] as JsonArray;
            // A text of digits is a text, too, if other values are texts.
            if (types is not null) schema["type"] = "string";
            if (IsList) schema = new() { ["type"] = "array", ["items"] = schema };
            parameter["schema"] = schema;
            if (Example is not null && !IsList) parameter["example"] = ExampleOf(schema);
            return parameter;
        }

        private JsonValue? ExampleOf(JsonObject schema) => schema["type"]?.GetValue<string>() switch
        {
            "integer" => JsonValue.Create(long.Parse(Example!, System.Globalization.CultureInfo.InvariantCulture)),
            "boolean" => JsonValue.Create(Example == "true"),
            _ => JsonValue.Create(Example),
        };
    }
}
