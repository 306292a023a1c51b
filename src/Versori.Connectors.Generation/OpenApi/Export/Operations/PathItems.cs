using System.Text;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Generation.OpenApi.Export;

/// <summary>
/// Assigns endpoints to path items (OpenAPI 3.1 §4.8.8). Paths that differ in the names of their parameters only are
/// one path, and the query of a path becomes parameters.
/// </summary>
internal sealed class PathItems
{
    private readonly ExportErrors _errors;
    private readonly Dictionary<string, PathItem> _bySignature = new(StringComparer.Ordinal);
    private readonly List<PathItem> _items = [];

    private PathItems(ExportErrors errors) => _errors = errors;

    /// <summary>A path with its operations.</summary>
    /// <param name="Key">The path.</param>
    /// <param name="Operations">The operations, in the order of the definition.</param>
    internal sealed record PathItem(string Key, List<ExportedOperation> Operations);

    public static IReadOnlyList<PathItem> Of(
        IReadOnlyList<(int Index, ConnectorEndpoint Endpoint)> endpoints, ExportErrors errors)
    {
        var items = new PathItems(errors);

        // A path without a query has precedence: the others can keep their query if both have the same method.
        foreach (var (index, endpoint) in endpoints.OrderBy(item => EndpointPath.QueryStart(item.Endpoint.Path) >= 0))
            items.Add(index, endpoint);
        foreach (var item in items._items)
            item.Operations.Sort((left, right) => left.Index.CompareTo(right.Index));
        return [.. items._items.OrderBy(item => item.Operations[0].Index)];
    }

    private void Add(int index, ConnectorEndpoint endpoint)
    {
        var path = endpoint.Path.StartsWith('/') ? endpoint.Path : "/" + endpoint.Path;
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) path = path[..fragment];
        var question = EndpointPath.QueryStart(path);
        var query = PathQuery.Of(path);
        if (query is not null && TryAdd(index, endpoint, question < 0 ? path : path[..question], query)) return;
        if (question >= 0 && TryAdd(index, endpoint, path, []))
        {
            _errors.Add(
                $"/endpoints/{index}/path",
                $"'{path}' has a query that cannot be parameters of an operation. It is part of the path.");
            return;
        }

        // OpenAPI has one operation for each method and path. Documents use a fragment, which is never sent.
        _errors.Add(
            $"/endpoints/{index}/path",
            $"Another endpoint has the same method and path as '{endpoint.Id}'. A fragment distinguishes them, which "
            + "generators of clients may not know. Export one of the two only.");
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? Slug.Of(endpoint.Id) : $"{Slug.Of(endpoint.Id)}-{number}";
            if (TryAdd(index, endpoint, $"{path}#{suffix}", [])) return;
        }
    }

    private bool TryAdd(int index, ConnectorEndpoint endpoint, string path, IReadOnlyList<PathQuery> query)
    {
        var (signature, names) = Read(path);
        if (!_bySignature.TryGetValue(signature, out var item))
        {
            item = new(path, []);
            _items.Add(item);
            _bySignature[signature] = item;
        }

        var isTaken = item.Operations.Exists(other =>
            other.Endpoint.Method.Equals(endpoint.Method, StringComparison.OrdinalIgnoreCase));
        if (isTaken) return false;
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (own, shared) in names.Zip(Read(item.Key).Names)) renamed.TryAdd(own, shared);
        item.Operations.Add(new(index, endpoint, item.Key, renamed, query));
        return true;
    }

    private static (string Signature, List<string> Names) Read(string path)
    {
        var signature = new StringBuilder();
        var names = new List<string>();
        for (var i = 0; i < path.Length; i++)
        {
            var end = path[i] == '{' ? path.IndexOf('}', i) : -1;
            if (end < 0)
            {
                signature.Append(path[i]);
                continue;
            }

            names.Add(path[(i + 1)..end]);
            signature.Append("{}");
            i = end;
        }

        return (signature.ToString(), names);
    }
}
