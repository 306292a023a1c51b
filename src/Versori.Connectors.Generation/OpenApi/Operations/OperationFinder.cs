using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi.Export;

namespace Versori.Connectors.Generation.OpenApi;

/// <summary>Finds the operations of a document, in their order in the document (OpenAPI 3.1 §4.8.8, §4.8.9).</summary>
internal sealed class OperationFinder(ReferenceResolver references)
{
    private static readonly HashSet<string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    };

    // RFC 9110 §4.1 recommends that URLs of 8,000 characters can be used. No system has such paths.
    public const int MaximumPath = 8000;

    /// <summary>Whether a member of a path item is an operation.</summary>
    public static bool IsMethod(string name) => Methods.Contains(name);

    public IReadOnlyList<Operation> Find(Node root)
    {
        var operations = new OrderedDictionary<(string, string), Operation>();
        foreach (var (path, node) in root.Object("paths")?.Members() ?? [])
        {
            if (path.Length > MaximumPath)
            {
                node.Warn($"The path is longer than {MaximumPath} characters. It is ignored.");
                continue;
            }

            if (references.Resolve(node) is not { } item) continue;
            foreach (var (method, operation) in Operations(item))
            {
                if (!operation.IsObject)
                {
                    operation.Warn("This value must be an operation. It is ignored.");
                }
                else if (!operations.TryAdd((method, path), new(method, PathOf(operation, path), item, operation)))
                {
                    operation.Warn("The operation is a duplicate. The first one is kept.");
                }
            }
        }

        return [.. operations.Values];
    }

    // An export states the path of the endpoint where that of the document differs.
    private static string PathOf(Node operation, string path) =>
        operation.Value.TryGetProperty(ExtensionNames.Path, out var own)
        && own.ValueKind == JsonValueKind.String
        && own.GetString() is { Length: <= MaximumPath } text && text.StartsWith('/')
            ? text
            : path;

    // OpenAPI 3.2 §4.9: methods without a field of their own are in "additionalOperations", written as they are sent.
    // Documents of 3.1 have them in an extension.
    internal static IEnumerable<(string Method, Node Operation)> Operations(Node item) => item.Members()
        .Where(member => Methods.Contains(member.Name))
        .Select(member => (member.Name.ToUpperInvariant(), member.Value))
        .Concat(((string[])["additionalOperations", ExtensionNames.Operations])
            .SelectMany(name => item.Object(name)?.Entries() ?? [])
            .Where(member => HttpTokenSyntax.IsToken(member.Name)));
}
