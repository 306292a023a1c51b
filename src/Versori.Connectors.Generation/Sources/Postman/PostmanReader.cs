using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates a Postman collection, version 2.0 or 2.1 (https://schema.postman.com/collection/json/v2.1.0).
/// </summary>
internal sealed class PostmanReader
{
    private readonly OpenApiBuilder _builder = new();
    private readonly PostmanRequests _requests;
    private readonly OrderedDictionary<string, PostmanOperation> _operations = new(StringComparer.Ordinal);
    private readonly Work _work;

    private PostmanReader(Work work)
    {
        _work = work;
        _requests = new(_builder, work);
    }

    /// <summary>Whether a document is a collection of any version, or contains one.</summary>
    public static bool Matches(JsonElement root) => IsCollection(root)
        || (root.TryGetProperty("collection", out var inner)
            && inner.ValueKind == JsonValueKind.Object && IsCollection(inner));

    /// <summary>Whether a document is an environment.</summary>
    public static bool IsEnvironment(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array;

    /// <summary>Translates a collection.</summary>
    /// <param name="root">The document.</param>
    /// <param name="environments">Environments whose variables precede those of the collection.</param>
    /// <exception cref="ConnectorException">It has another version, or no requests.</exception>
    public static Translation Read(Node root, IReadOnlyList<Node> environments)
    {
        var collection = root.Value.TryGetProperty("item", out _) ? root : root.Object("collection") ?? root;
        if (collection.Find("requests") is not null && collection.Find("item") is null)
        {
            throw DocumentErrors.Invalid(
                "/requests", "This is a Postman collection of version 1. Export it as version 2.1.");
        }

        return new PostmanReader(root.Work).ReadCollection(collection, environments);
    }

    private Translation ReadCollection(Node collection, IReadOnlyList<Node> environments)
    {
        var info = collection.Object("info");
        _builder.Title = info?.Text("name") ?? "";
        _builder.Description = info is null ? null : PostmanField.DescriptionOf(info);
        var variables = new PostmanVariables(null, []);
        foreach (var environment in environments) variables.AddEnvironment(environment.List("values"));
        var scope = new PostmanScope(variables, null, []).Within(collection, null);
        ReadItems(collection, scope, 0);
        if (_operations.Count == 0)
        {
            throw DocumentErrors.Invalid(
                $"{collection.Pointer}/item", "The collection has no requests that can be called.");
        }

        var server = AddServers();
        var names = _operations.Values
            .GroupBy(operation => operation.Name ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        foreach (var operation in _operations.Values)
        {
            _work.Step();
            var id = _builder.AddOperation(
                operation.Method, operation.Path, IdOf(operation, names), operation.ToOperation(server),
                operation.Node.Pointer);
            if (operation.GraphQL is { } graphQL) _builder.SetGraphQL(id, graphQL);
        }

        return _builder.Build();
    }

    private void ReadItems(Node parent, PostmanScope scope, int depth)
    {
        foreach (var item in parent.List("item"))
        {
            if (!item.IsObject)
            {
                item.Warn("An item must be an object. It is ignored.");
                continue;
            }

            var isFolder = item.Find("request") is null && item.Find("item") is not null;
            var inner = scope.Within(item, isFolder ? item.Text("name") : null);
            if (!isFolder) ReadRequest(item, inner);
            else if (depth < DocumentParser.MaximumDepth) ReadItems(item, inner, depth + 1);
        }
    }

    private void ReadRequest(Node item, PostmanScope scope)
    {
        if (item.Find("request") is null)
        {
            item.Warn("The item has neither a request nor items. It is left out.");
            return;
        }

        if (_requests.Read(item, scope) is not { } operation) return;
        if (_operations.TryAdd(operation.Key, operation)) return;
        var known = _operations[operation.Key];
        _requests.Merge(known, item, scope);
        item.WarnLeftOut("Another request has the same method, URL and fields. Both are one endpoint.");
    }

    // The server of most requests is that of the connector. The others are the endpoints' own.
    private string? AddServers()
    {
        var main = _operations.Values
            .Where(operation => operation.Server is not null)
            .GroupBy(operation => operation.Server!, StringComparer.Ordinal)
            .MaxBy(group => group.Count());
        if (main is null) return null;
        var first = main.First();
        _builder.AddServer(main.Key, first.Inputs, $"{first.Node.Pointer}/request/url");
        return main.Key;
    }

    private static string IdOf(PostmanOperation operation, Dictionary<string, int> names)
    {
        var name = operation.Name is null ? "" : Slug.Of(operation.Name);
        if (name.Length == 0) return Slug.Of($"{operation.Method} {operation.Path}");
        var isUnique = names[operation.Name!] == 1 || operation.Folders.Count == 0;
        return isUnique ? name : Slug.Of($"{operation.Folders[^1]} {name}");
    }

    private static bool IsCollection(JsonElement root)
    {
        if (root.TryGetProperty("requests", out _) && root.TryGetProperty("order", out _)) return true;
        if (!root.TryGetProperty("info", out var info) || info.ValueKind != JsonValueKind.Object) return false;
        return root.TryGetProperty("item", out _)
            || info.TryGetProperty("_postman_id", out _)
            || (info.TryGetProperty("schema", out var schema)
                && schema.ValueKind == JsonValueKind.String
                && schema.GetString()!.Contains("postman", StringComparison.OrdinalIgnoreCase));
    }
}
