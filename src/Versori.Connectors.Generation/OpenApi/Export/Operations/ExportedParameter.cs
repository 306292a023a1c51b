using System.Text.Json;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">The name in the document.</param>
/// <param name="In">The location in the document.</param>
/// <param name="Required">Whether it is required in the document.</param>
/// <param name="Source">The parameter of the endpoint.</param>
/// <param name="Index">
/// Its index in the endpoint; <see langword="null"/> if the endpoint has the value in its path instead.
/// </param>
internal sealed record ExportedParameter(
    string Name, ParameterLocation In, bool Required, EndpointParameter Source, int? Index)
{
    /// <summary>Returns the parameters of an operation, in the order of the endpoint.</summary>
    public static IEnumerable<ExportedParameter> Of(ExportedOperation operation)
    {
        var endpoint = operation.Endpoint;
        var inPath = new EndpointPath(operation.Path);
        var variables = inPath.Names.Concat(inPath.QueryNames).ToHashSet(StringComparer.Ordinal);
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, parameter) in endpoint.Parameters.Index())
        {
            if (Of(operation, parameter, index, variables) is not { } exported) continue;
            if (exported.In is ParameterLocation.Path or ParameterLocation.Query) declared.Add(Key(exported));
            yield return exported;
        }

        foreach (var query in operation.Query)
        {
            var schema = query.Value is { } value ? Constant(value) : JsonSchema.Parse("""{"type":"string"}""");
            var source = new EndpointParameter { Name = query.Name, In = ParameterLocation.Query, Schema = schema };
            var added = new ExportedParameter(query.Name, ParameterLocation.Query, true, source, null);
            if (declared.Add(Key(added))) yield return added;
        }

        foreach (var name in variables)
        {
            var source = new EndpointParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Schema = JsonSchema.Parse("""{"type":"string"}"""),
            };
            var added = new ExportedParameter(name, ParameterLocation.Path, true, source, null);
            if (declared.Add(Key(added))) yield return added;
        }
    }

    private static ExportedParameter? Of(
        ExportedOperation operation, EndpointParameter parameter, int index, HashSet<string> variables)
    {
        var ofQuery = operation.Query.FirstOrDefault(query => query.Variable == parameter.Name);
        var constant = operation.Query.FirstOrDefault(query => query.Variable is null && query.Name == parameter.Name);
        var name = operation.Names.GetValueOrDefault(parameter.Name, parameter.Name);
        var isVariable = variables.Contains(name);
        return parameter.In switch
        {
            ParameterLocation.Path when isVariable => new(name, ParameterLocation.Path, true, parameter, index),
            ParameterLocation.Path when ofQuery is not null =>
                new(ofQuery.Name, ParameterLocation.Query, true, parameter, index),
            ParameterLocation.Path => null,
            // A value in the query of the path is always sent.
            ParameterLocation.Query when ofQuery is not null =>
                new(ofQuery.Name, ParameterLocation.Query, parameter.Required, parameter, index),
            ParameterLocation.Query when constant is not null =>
                new(parameter.Name, ParameterLocation.Query, true, parameter, index),
            ParameterLocation.Query when isVariable && !IsDeclaredInPath(operation.Endpoint, parameter.Name) =>
                new(name, ParameterLocation.Path, true, parameter, index),
            _ => new(parameter.Name, parameter.In, parameter.Required, parameter, index),
        };
    }

    private static bool IsDeclaredInPath(ConnectorEndpoint endpoint, string name) =>
        endpoint.Parameters.Any(other => other.In == ParameterLocation.Path && other.Name == name);

    private static string Key(ExportedParameter parameter) => $"{parameter.In} {parameter.Name}";

    private static JsonSchema Constant(string value)
    {
        var text = JsonEncodedText.Encode(value).Value;
        return JsonSchema.Parse($$"""{"type":"string","enum":["{{text}}"],"default":"{{text}}"}""");
    }
}
