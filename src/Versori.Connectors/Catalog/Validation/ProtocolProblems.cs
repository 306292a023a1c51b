using System.Xml;
using Versori.Connectors.Expressions;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of an endpoint's protocol: GraphQL or SOAP.</summary>
internal static class ProtocolProblems
{
    public static void Check(
        string pointer,
        ConnectorEndpoint endpoint,
        IReadOnlyDictionary<string, JsonSchema> schemas,
        DefinitionProblems problems)
    {
        if (endpoint is { GraphQL: not null, Soap: not null })
            problems.Add($"{pointer}/soap", "An endpoint has a GraphQL operation or a SOAP operation, not both.");
        if (endpoint is ({ GraphQL: not null } or { Soap: not null }) and { RequestBody.Alternatives.Count: > 0 })
        {
            problems.Add(
                $"{pointer}/requestBody/alternatives", "The body of this operation has only one media type.");
        }

        GraphQLProblems.Check(pointer, endpoint, schemas, problems);
        CheckSoap(pointer, endpoint, schemas, problems);
    }

    /// <summary>Checks that the method is the one of the protocol.</summary>
    public static void CheckMethod(
        string pointer, string protocol, ConnectorEndpoint endpoint, DefinitionProblems problems)
    {
        if (!endpoint.Method.Equals("POST", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{pointer}/method", $"The method of a {protocol} operation is POST.");
    }

    private static void CheckSoap(
        string pointer,
        ConnectorEndpoint endpoint,
        IReadOnlyDictionary<string, JsonSchema> schemas,
        DefinitionProblems problems)
    {
        if (endpoint.Soap is not { } operation) return;
        CheckMethod(pointer, "SOAP", endpoint, problems);
        var place = $"{pointer}/soap";
        if (operation.Action is { } action
            && (PositionEncoder.HeaderProblem(action) is not null || action.AsSpan().IndexOfAny('"', '\\') >= 0))
        {
            problems.Add($"{place}/action", "The action has characters that are not allowed in a header.");
        }

        CheckName($"{place}/element", operation.Element, problems);
        CheckNamespace($"{place}/namespace", operation.Namespace, problems);
        var fields = SchemaView.Of(endpoint.RequestBody?.Schema, schemas)?.PropertyNames
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (index, part) in operation.HeaderParts.Index())
        {
            var header = $"{place}/headerParts/{index}";
            CheckName($"{header}/element", part.Element ?? part.Field, problems);
            CheckNamespace($"{header}/namespace", part.Namespace, problems);
            if (fields?.Contains(part.Field) != true)
                problems.Add($"{header}/field", $"The schema of the body has no field '{part.Field}'.");
        }
    }

    private static void CheckName(string place, string name, DefinitionProblems problems)
    {
        try
        {
            XmlConvert.VerifyNCName(name);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException)
        {
            problems.Add(place, $"'{name}' is not the name of an XML element without a prefix.");
        }
    }

    private static void CheckNamespace(string place, string? space, DefinitionProblems problems)
    {
        if (space is null) return;
        var isReserved = space is "http://www.w3.org/XML/1998/namespace" or "http://www.w3.org/2000/xmlns/";
        if (isReserved || PositionEncoder.XmlProblem(space) is not null)
            problems.Add(place, "This is not a namespace that an element can have.");
    }
}
