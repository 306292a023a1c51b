using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AI.Naming;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;
using Versori.Connectors.Texts;

namespace Versori.Connectors.AI.Schemas;

/// <summary>
/// The arguments of an endpoint as a model gives them: one property for each parameter, and <c>body</c>.
/// </summary>
internal sealed class EndpointParameters
{
    /// <summary>The name of the argument that is the content of the request.</summary>
    public const string BodyName = "body";

    /// <summary>The name of the argument with the media type of the content, if there are several.</summary>
    public const string ContentTypeName = "content_type";

    private const int TextLength = 160;

    private readonly Dictionary<string, ModelArgument> _arguments;

    private EndpointParameters(
        JsonElement schema, Dictionary<string, ModelArgument> arguments, BodyTypes types)
    {
        Schema = schema;
        _arguments = arguments;
        Types = types;
    }

    /// <summary>The JSON Schema, an object.</summary>
    public JsonElement Schema { get; }

    /// <summary>The media types of the content.</summary>
    public BodyTypes Types { get; }

    /// <summary>The names of the arguments.</summary>
    public IEnumerable<string> Names => Types.HasChoice ? _arguments.Keys.Append(ContentTypeName) : _arguments.Keys;

    /// <summary>Writes the schema with as much detail as the tokens allow.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="schemas">The shared schemas of its definition.</param>
    /// <param name="tokens">How many tokens the schema has at most.</param>
    public static EndpointParameters Of(
        ConnectorEndpoint endpoint, IReadOnlyDictionary<string, JsonSchema> schemas, int tokens)
    {
        var slots = endpoint.Parameters
            .Where(parameter => !parameter.Internal)
            .Select(parameter => new ParameterSlot(parameter, SchemaView.Of(parameter.Schema, schemas)))
            .Where(slot => !slot.IsManaged && slot.Standard is null)
            .DistinctBy(slot => slot.QualifiedName, StringComparer.Ordinal)
            .OrderBy(slot => slot.IsRequired ? 0 : 1)
            .ToList();
        // Operations of GraphQL and SOAP have fields, too, also without a schema of their own.
        var types = new BodyTypes(BodyEnvelopes.Contents(endpoint, BodyEnvelopes.Of(endpoint), schemas), schemas);
        var names = NamesOf(slots, types);
        var parameters = endpoint.Parameters.ToLookup(parameter => (parameter.Name, parameter.In));
        EndpointParameters? last = null;
        foreach (var level in ProjectionLevel.All)
        {
            var projection = new SchemaProjection(schemas, level);
            last = Write(endpoint, types, slots, names, parameters, projection, level);
            if (!projection.IsExceeded && TokenEstimate.Of(last.Schema.GetRawText()) <= tokens) return last;
        }

        return last!.WithoutDetails(tokens);
    }

    /// <summary>Finds an argument by the name that a model uses.</summary>
    /// <param name="name">The name.</param>
    /// <param name="contentType">The media type that the model chose for the body.</param>
    public ModelArgument? Find(string name, string? contentType = null)
    {
        var found = _arguments.GetValueOrDefault(name);
        return found is { Content: not null } && contentType is not null ? Types.Find(contentType, found) : found;
    }

    /// <summary>
    /// Returns the place that a model knows, for a place of the engine such as <c>body/lines/1/sku</c>.
    /// </summary>
    public string PlaceOf(string location)
    {
        var tokens = location.Split('/');
        var found = _arguments.FirstOrDefault(argument =>
            argument.Value.Name == tokens[0] || argument.Value.ShortName == tokens[0]);
        if (found.Key is null) return location;
        var place = found.Key;
        var names = found.Value.Names;
        foreach (var token in tokens.Skip(1))
        {
            var isIndex = names?.Items is not null && token.All(char.IsAsciiDigit);
            var name = names?.NameOf(JsonPointer.Unescape(token));
            place += $"/{(isIndex ? token : name ?? token)}";
            names = isIndex ? names!.Items : names?.Find(name!).Value;
        }

        return place;
    }

    private static Dictionary<string, string> NamesOf(List<ParameterSlot> slots, BodyTypes types)
    {
        var taken = types.HasChoice ? (string[])[BodyName, ContentTypeName] : types.Default is null ? [] : [BodyName];
        var own = slots.GroupBy(slot => slot.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count() == 1, StringComparer.Ordinal);

        // Parameters of several places with the same name are told apart by their places.
        return LegalNames.Assign(slots.Select(slot => own[slot.Name] ? slot.Name : slot.QualifiedName), taken);
    }

    private static EndpointParameters Write(
        ConnectorEndpoint endpoint,
        BodyTypes types,
        List<ParameterSlot> slots,
        Dictionary<string, string> names,
        ILookup<(string, ParameterLocation), EndpointParameter> declared,
        SchemaProjection projection,
        ProjectionLevel level)
    {
        var properties = new JsonObject();
        var required = new List<string>();
        var arguments = new Dictionary<string, ModelArgument>(StringComparer.Ordinal);
        var left = new List<string>();
        foreach (var slot in slots)
        {
            var name = names.TryGetValue(slot.Name, out var own) ? own : names[slot.QualifiedName];
            var tree = new ArgumentNames();
            arguments[name] = new(slot.QualifiedName, slot.Name, tree, Content: null);
            if (properties.Count >= level.Properties)
            {
                left.Add(name);
                continue;
            }

            var description = declared[(slot.Name, slot.In)].First().Description;
            properties[name] = Describe(slot.Declared, description, tree, projection, level);
            if (slot.IsRequired) required.Add(name);
        }

        if (types.Default is { } body)
        {
            var tree = new ArgumentNames();
            arguments[BodyName] = new(BodyName, BodyName, tree, body.Kind);
            properties[BodyName] = DescribeBody(
                body, endpoint.RequestBody?.Description, tree, projection, level);
            if (endpoint.RequestBody?.Required ?? NeedsFields(body)) required.Add(BodyName);
            if (types.HasChoice) properties[ContentTypeName] = types.Describe(level.Text);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) schema["required"] = AgentJson.Texts(required);
        if (left.Count > 0) schema["description"] = $"Also: {string.Join(", ", left.Take(level.Properties))}.";
        return new(AgentJson.Element(schema), arguments, types);
    }

    private static bool NeedsFields(BodyContent body) =>
        body.Schema?.Root is { ValueKind: JsonValueKind.Object } schema
        && schema.TryGetProperty("required", out var names)
        && names.ValueKind == JsonValueKind.Array
        && names.GetArrayLength() > 0;

    private static JsonObject DescribeBody(
        BodyContent body,
        string? description,
        ArgumentNames tree,
        SchemaProjection projection,
        ProjectionLevel level)
    {
        if (body.Schema is null && body.ItemSchema is { } item)
        {
            return new JsonObject
            {
                ["type"] = "array",
                ["items"] = projection.Write(item.Root, tree.BelowItems(), level.Depth),
            };
        }

        var written = Describe(body.Schema, description, tree, projection, level);
        if (body.Kind is MediaKind.Text or MediaKind.Binary) written["type"] ??= "string";
        return written;
    }

    private static JsonObject Describe(
        JsonSchema? schema,
        string? description,
        ArgumentNames tree,
        SchemaProjection projection,
        ProjectionLevel level)
    {
        var written = schema is null ? [] : projection.Write(schema.Root, tree, level.Depth);
        var own = ModelText.Short(description, Math.Min(TextLength, level.Text));
        if (own.Length == 0) return written;

        // What the schema says of omitted parts stays.
        var note = written["description"]?.ToString() is { } text
            && schema?.Root.ValueKind == JsonValueKind.Object
            && !schema.Root.TryGetProperty("description", out _)
                ? $" {text}"
                : "";
        written["description"] = own + note;
        return written;
    }

    // Only what is needed for a call: the names and types of required arguments.
    private EndpointParameters WithoutDetails(int tokens)
    {
        var full = Schema.GetProperty("properties");
        var properties = new JsonObject();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = Schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        var shown = new List<string>();
        var spent = 40;
        foreach (var property in full.EnumerateObject().OrderBy(property => required.Contains(property.Name) ? 0 : 1))
        {
            spent += (TokenEstimate.Of(property.Name) * 2) + 14;
            if (spent > tokens) break;
            var type = property.Value.TryGetProperty("type", out var own) ? AgentJson.Node(own) : null;
            var written = new JsonObject();
            if (type is not null) written["type"] = type;
            if (type?.ToString() == "array") written["items"] = new JsonObject();
            properties[property.Name] = written;
            if (required.Contains(property.Name)) shown.Add(property.Name);
        }

        if (shown.Count > 0) schema["required"] = AgentJson.Texts(shown);
        schema["description"] = "Shortened: the endpoint has further arguments.";
        return new(AgentJson.Element(schema), _arguments, Types);
    }
}
