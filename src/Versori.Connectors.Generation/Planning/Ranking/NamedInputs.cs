using System.Text.Json;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds the inputs of an endpoint's query and body that name a resource: <c>customer_id</c>, <c>channelId</c>, or a
/// text that is called <c>project</c>.
/// </summary>
/// <param name="definition">The source.</param>
internal sealed class NamedInputs(ConnectorDefinition definition)
{
    private const int Maximum = 2, Properties = 60;

    /// <summary>Returns the inputs and the terms of the resources that they name, the required ones first.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="meant">
    /// The terms that the requirement may mean. An optional input counts only if they have its resource.
    /// </param>
    public IEnumerable<(string Name, string Resource)> Of(ConnectorEndpoint endpoint, IReadOnlySet<string> meant) =>
        InQuery(endpoint).Concat(InBody(endpoint.RequestBody?.Schema))
            .Select(input => (input.Name, Resource: ResourceOf(input.Name), input.IsRequired))
            .Where(input => input.Resource is not null && (input.IsRequired || meant.Contains(input.Resource)))
            .OrderByDescending(input => input.IsRequired)
            .DistinctBy(input => input.Resource, StringComparer.Ordinal)
            .Take(Maximum)
            .Select(input => (input.Name, input.Resource!));

    private static IEnumerable<(string Name, bool IsRequired)> InQuery(ConnectorEndpoint endpoint) =>
        endpoint.Parameters.Where(parameter => parameter.In == ParameterLocation.Query)
            .Select(parameter => (parameter.Name, parameter.Required));

    private List<(string Name, bool IsRequired)> InBody(JsonSchema? schema)
    {
        if (schema is null || Resolve(schema.Root) is not { ValueKind: JsonValueKind.Object } body) return [];
        if (!body.TryGetProperty("properties", out var properties)) return [];
        if (properties.ValueKind != JsonValueKind.Object) return [];
        var required = body.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String)
                .Select(name => name.GetString()!)
                .ToHashSet(StringComparer.Ordinal)
            : [];
        return
        [
            .. properties.EnumerateObject().Take(Properties).Where(property => IsSimple(property.Value))
                .Select(property => (property.Name, required.Contains(property.Name))),
        ];
    }

    // An object or a list is no id.
    private bool IsSimple(JsonElement schema) =>
        Resolve(schema) is { ValueKind: JsonValueKind.Object } own
        && own.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.GetString() is "string" or "integer" or "number";

    private JsonElement? Resolve(JsonElement schema)
    {
        var isReference = schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String;
        if (!isReference) return schema;
        var text = schema.GetProperty("$ref").GetString()!;
        var name = text.StartsWith("#/schemas/", StringComparison.Ordinal) ? Pointer.Tokens(text[9..]).First() : "";
        return definition.Schemas.TryGetValue(name, out var referred) ? referred.Root : null;
    }

    private static string? ResourceOf(string name)
    {
        var words = Words.Split(name);
        if (words.Count > 1 && words[^1] is "id" or "ids") return Vocabulary.Term(words[^2]);
        return words.Count == 1 && words[0].Length > 2 ? Vocabulary.Term(words[0]) : null;
    }
}
