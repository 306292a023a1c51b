using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Checks arguments against the JSON Schemas of an endpoint.</summary>
/// <param name="validator">The validator of the definition.</param>
internal sealed class ArgumentChecks(SchemaValidator validator)
{
    private readonly ConcurrentDictionary<JsonSchema, PlainSchema> _plain = new(ReferenceEqualityComparer.Instance);

    /// <summary>Checks the value of a parameter.</summary>
    public void CheckParameter(ParameterSlot slot, string name, JsonNode value, List<ConnectorError> errors)
    {
        if (slot.Declared is not { } schema || IsCertainlyValid(schema, value)) return;
        if (slot.AllowEmptyValue && value is JsonValue && ArgumentCheck.Text(value).Length == 0) return;

        // A value that is written as JSON keeps its types.
        var isText = slot.ContentType is not { } type || MediaType.Of(type) != MediaKind.Json;
        var problems = validator.Check(schema.Root, value, isText);
        foreach (var problem in problems) errors.Add(ArgumentBinder.Invalid(problem.PlaceBelow(name), problem.Message));
    }

    /// <summary>Checks a body.</summary>
    /// <param name="content">The media type of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="files">The fields that are files, which are not checked.</param>
    /// <param name="nameOf">
    /// Returns the name under which a call gives a field; <see langword="null"/> if the whole body was given.
    /// </param>
    /// <param name="errors">The list to which errors are added.</param>
    public void CheckBody(
        BodyContent content,
        JsonNode? body,
        HashSet<string>? files,
        Func<string, string>? nameOf,
        List<ConnectorError> errors)
    {
        if (content.Kind is MediaKind.JsonLines or MediaKind.JsonSequence)
        {
            CheckItems(content, body, errors);
            return;
        }

        if (content.Schema is not { } schema || IsCertainlyValid(schema, body)) return;
        foreach (var problem in validator.Check(schema.Root, body, isText: content.Kind != MediaKind.Json))
        {
            if (problem.FirstToken is { } field && files?.Contains(field) == true) continue;
            var place = nameOf is null || problem.FirstToken is not { } first
                ? problem.PlaceBelow(ArgumentBinder.BodyName)
                : problem.PlaceBelow(nameOf(first), skipped: 1);
            errors.Add(ArgumentBinder.Invalid(place, problem.Message));
        }
    }

    /// <summary>The common keywords of a schema.</summary>
    public PlainSchema PlainOf(JsonSchema schema) => _plain.TryGetValue(schema, out var plain)
        ? plain
        : _plain.GetOrAdd(schema, new PlainSchema(schema.Root, validator));

    private bool IsCertainlyValid(JsonSchema schema, JsonNode? value) => PlainOf(schema).Accepts(value);

    // OpenAPI 3.2 §4.14: the schema of an item. That of the whole content is often that of one item, too.
    private void CheckItems(BodyContent content, JsonNode? body, List<ConnectorError> errors)
    {
        if (content.ItemSchema is not { } schema || body is not JsonArray items) return;
        foreach (var (index, item) in items.Index())
        {
            foreach (var problem in validator.Check(schema.Root, item, isText: false))
            {
                errors.Add(ArgumentBinder.Invalid(
                    problem.PlaceBelow($"{ArgumentBinder.BodyName}/{index}"), problem.Message));
            }
        }
    }
}
