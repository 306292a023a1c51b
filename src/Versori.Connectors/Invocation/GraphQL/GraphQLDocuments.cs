using System.Diagnostics.CodeAnalysis;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Versori.Connectors.Invocation;

/// <summary>Reads executable documents (GraphQL §2.2).</summary>
internal static class GraphQLDocuments
{
    private const int MaximumDepth = 200;

    /// <summary>Reads a document; <see langword="false"/> and a problem with its line if it is not GraphQL.</summary>
    public static bool TryRead(
        string text,
        [NotNullWhen(true)] out GraphQLDocument? document,
        [NotNullWhen(false)] out string? problem,
        out int line)
    {
        document = null;
        problem = null;
        line = 1;
        try
        {
            document = Parser.Parse(text, new() { Ignore = IgnoreOptions.Comments, MaxDepth = MaximumDepth });
            return true;
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            problem = exception.Description;
            line = exception.Location.Line;
            return false;
        }
        catch (GraphQLMaxDepthExceededException)
        {
            problem = $"It is nested deeper than {MaximumDepth} levels.";
            return false;
        }
    }

    /// <summary>The operations of a document.</summary>
    public static IEnumerable<GraphQLOperationDefinition> Operations(this GraphQLDocument document) =>
        document.Definitions.OfType<GraphQLOperationDefinition>();

    /// <summary>
    /// Returns the operation with a name, or the only one (GraphQL §6.1); <see langword="null"/> if there is none.
    /// </summary>
    public static GraphQLOperationDefinition? Find(this GraphQLDocument document, string? name)
    {
        var operations = document.Operations().ToArray();
        return name is null
            ? operations is [var only] ? only : null
            : Array.Find(operations, operation => operation.Name is { } own && own.StringValue == name);
    }
}
