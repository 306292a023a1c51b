using Versori.Connectors.Authentication;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of a definition's endpoints and of the auth methods that they name.</summary>
internal static class EndpointProblems
{
    public static void Check(ConnectorDefinition definition, HashSet<string> names, DefinitionProblems problems)
    {
        CheckAlternatives("/authAlternatives", definition.AuthAlternatives, definition, problems);
        CallProblems.Check("", definition.ResponseRules, problems);
        foreach (var (index, endpoint) in definition.Endpoints.Index())
        {
            Check($"/endpoints/{index}", endpoint, definition, names, problems);
        }
    }

    public static void CheckCheckEndpoint(ConnectorDefinition definition, DefinitionProblems problems)
    {
        if (definition.CheckEndpoint is not { } id) return;
        if (definition.Endpoints.Any(endpoint => endpoint.Id == id)) return;
        problems.Add("/checkEndpoint", $"There is no endpoint '{id}'.");
    }

    private static void Check(
        string pointer,
        ConnectorEndpoint endpoint,
        ConnectorDefinition definition,
        HashSet<string> names,
        DefinitionProblems problems)
    {
        if (!HttpTokenSyntax.IsToken(endpoint.Method))
        {
            problems.Add($"{pointer}/method", $"'{endpoint.Method}' is not an HTTP method.");
        }

        if (!endpoint.Path.StartsWith('/')) problems.Add($"{pointer}/path", "A path begins with a slash.");
        if (endpoint.BaseUrl is { } baseUrl)
            problems.Expression(new($"{pointer}/baseUrl", baseUrl, IsUrl: true), names);
        if (endpoint.AuthAlternatives is { } alternatives)
        {
            CheckAlternatives($"{pointer}/authAlternatives", alternatives, definition, problems);
        }

        CheckPathParameters(pointer, endpoint, problems);
        CheckPaging(pointer, endpoint, problems);
        CheckHeaderNames(pointer, endpoint, problems);
        CallProblems.Check(pointer, endpoint, problems);
        ProtocolProblems.Check(pointer, endpoint, definition.Schemas, problems);
    }

    private static void CheckPaging(string pointer, ConnectorEndpoint endpoint, DefinitionProblems problems)
    {
        if (endpoint.Paging is not { } paging) return;
        foreach (var (member, message) in PagingRule.Problems(paging))
        {
            problems.Add($"{pointer}/paging{member}", message);
        }
    }

    // RFC 9110 §5.1: the name of a header is a token.
    private static void CheckHeaderNames(string pointer, ConnectorEndpoint endpoint, DefinitionProblems problems)
    {
        foreach (var (index, parameter) in endpoint.Parameters.Index())
        {
            if (parameter.In == ParameterLocation.Header && !HttpTokenSyntax.IsToken(parameter.Name))
            {
                problems.Add(
                    $"{pointer}/parameters/{index}/name", $"'{parameter.Name}' cannot be the name of a header.");
            }
        }
    }

    private static void CheckPathParameters(string pointer, ConnectorEndpoint endpoint, DefinitionProblems problems)
    {
        var path = new EndpointPath(endpoint.Path);
        var inPath = path.Names.Where(name => !IsDeclared(name, ParameterLocation.Path));
        var inQuery = path.QueryNames.Where(name =>
            !IsDeclared(name, ParameterLocation.Path) && !IsDeclared(name, ParameterLocation.Query));
        var missing = inPath.Union(inQuery, StringComparer.Ordinal);
        foreach (var name in missing)
        {
            problems.Add(
                $"{pointer}/path", $"The path has {{{name}}}, but no path parameter of that name is declared.");
        }

        foreach (var (index, parameter) in endpoint.Parameters.Index())
        {
            if (parameter.In != ParameterLocation.Path || IsInPath(parameter.Name)) continue;
            problems.Add(
                $"{pointer}/parameters/{index}/name",
                $"The path '{endpoint.Path}' has no {{{parameter.Name}}}. Write it where the value belongs.");
        }

        bool IsInPath(string name) =>
            path.Names.Contains(name, StringComparer.Ordinal) || path.QueryNames.Contains(name, StringComparer.Ordinal);

        bool IsDeclared(string name, ParameterLocation location) =>
            endpoint.Parameters.Any(parameter => parameter.In == location && parameter.Name == name);
    }

    private static void CheckAlternatives(
        string pointer,
        IReadOnlyList<AuthAlternative> alternatives,
        ConnectorDefinition definition,
        DefinitionProblems problems)
    {
        foreach (var (index, alternative) in alternatives.Index())
        {
            foreach (var id in alternative.Methods.Where(IsUnknown))
            {
                problems.Add(
                    JsonPointer.Append($"{pointer}/{index}", "methods"), $"There is no auth method '{id}'.");
            }
        }

        bool IsUnknown(string id) => definition.AuthMethods.All(method => method.Id != id);
    }
}
