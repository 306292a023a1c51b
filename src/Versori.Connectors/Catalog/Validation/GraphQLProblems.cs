using GraphQLParser.AST;
using Versori.Connectors.Invocation;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Catalog;

/// <summary>
/// Finds the problems of a GraphQL operation, as far as they show without the schema of the external system.
/// </summary>
internal static class GraphQLProblems
{
    public static void Check(
        string pointer,
        ConnectorEndpoint endpoint,
        IReadOnlyDictionary<string, JsonSchema> schemas,
        DefinitionProblems problems)
    {
        if (endpoint.GraphQL is not { } operation) return;
        ProtocolProblems.CheckMethod(pointer, "GraphQL", endpoint, problems);
        var place = $"{pointer}/graphQL";
        if (operation.Result is { } result && !JsonPointer.IsValid(result))
            problems.Add($"{place}/result", "A JSON pointer is empty or begins with a slash (RFC 6901 §3).");
        if (endpoint.RequestBody is { } body && MediaType.Of(body.ContentType) != MediaKind.Json)
        {
            problems.Add(
                $"{pointer}/requestBody/contentType", "The variables of a GraphQL operation are JSON.");
        }

        if (!GraphQLDocuments.TryRead(operation.Document, out var document, out var problem, out var line))
        {
            problems.Add($"{place}/document", $"This is not a GraphQL document (line {line}): {problem}");
            return;
        }

        CheckUses($"{place}/document", document, problems);
        if (Find(place, operation, document, problems) is not { } found) return;
        if (found.Operation == OperationType.Subscription)
        {
            problems.Add(
                $"{place}/document", "The operation is a subscription. Only queries and mutations are supported.");
        }

        if (SchemaView.Of(endpoint.RequestBody?.Schema, schemas) is { } view)
            CheckVariables($"{pointer}/requestBody/schema", found, view, problems);
    }

    private static void CheckUses(string place, GraphQLDocument document, DefinitionProblems problems)
    {
        var uses = GraphQLUses.Of(document);
        foreach (var name in Each(uses.Directives.Select(use => use.Name)).Where(IsIncremental))
        {
            problems.Add(
                place,
                $"The directive @{name} delivers the response in parts, which is not supported. Remove it.");
        }

        var fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
            .Select(fragment => fragment.FragmentName.Name.StringValue)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in Each(uses.Spreads.Select(use => use.FragmentName.Name)))
        {
            if (!fragments.Contains(name)) problems.Add(place, $"There is no fragment '{name}'.");
        }

        // A fragment can belong to several operations with different variables.
        if (document.Operations().ToArray() is not [var only]) return;
        var declared = DeclaredIn(only).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Each(uses.Variables.Select(use => use.Name)))
        {
            if (!declared.Contains(name)) problems.Add(place, Undeclared(name));
        }
    }

    private static string Undeclared(string name) => $"The operation does not declare the variable '${name}'.";

    private static IEnumerable<string> Each(IEnumerable<GraphQLName> names) =>
        names.Select(name => name.StringValue).Distinct(StringComparer.Ordinal);

    private static bool IsIncremental(string directive) => directive is "defer" or "stream";

    private static IEnumerable<string> DeclaredIn(GraphQLOperationDefinition operation) =>
        (operation.Variables?.Items ?? []).Select(GraphQLVariables.NameOf);

    private static GraphQLOperationDefinition? Find(
        string place, GraphQLOperation operation, GraphQLDocument document, DefinitionProblems problems)
    {
        if (document.Find(operation.OperationName) is { } found) return found;
        var names = string.Join(", ", document.Operations().Select(one => one.Name?.StringValue ?? "(no name)"));
        if (names.Length == 0)
            problems.Add($"{place}/document", "The document has no operation.");
        else if (operation.OperationName is { } name)
            problems.Add($"{place}/operationName", $"There is no operation '{name}'. There are: {names}.");
        else
            problems.Add($"{place}/operationName", $"The document has several operations. Name one of: {names}.");
        return null;
    }

    private static void CheckVariables(
        string place, GraphQLOperationDefinition operation, SchemaView view, DefinitionProblems problems)
    {
        var properties = view.PropertyNames.ToHashSet(StringComparer.Ordinal);
        var declared = DeclaredIn(operation).ToHashSet(StringComparer.Ordinal);
        foreach (var name in properties.Where(name => !declared.Contains(name)))
        {
            problems.Add(JsonPointer.Append($"{place}/properties", name), Undeclared(name));
        }

        foreach (var variable in operation.Variables?.Items ?? [])
        {
            var name = GraphQLVariables.NameOf(variable);
            if (!view.IsClosed || properties.Contains(name) || !GraphQLVariables.IsRequired(variable)) continue;
            problems.Add(place, $"The operation requires the variable '${name}', but the schema does not allow it.");
        }
    }
}
