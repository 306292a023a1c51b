namespace Versori.Connectors.Generation.Overlays;

/// <summary>
/// The places of endpoints in a document: their path and method. Where several endpoints have one path and method, as
/// those of GraphQL, the id is added to the path after a number sign.
/// </summary>
internal sealed class OperationPlaces
{
    private static readonly string[] Fields =
        ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    private readonly HashSet<string> _shared;
    private readonly Dictionary<string, ConnectorEndpoint> _byPlace = new(StringComparer.Ordinal);

    private OperationPlaces(IReadOnlyList<ConnectorEndpoint> endpoints)
    {
        _shared = endpoints.GroupBy(Operation, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var endpoint in endpoints) _byPlace.TryAdd(string.Join('\n', Of(endpoint)), endpoint);
    }

    public static OperationPlaces Of(IReadOnlyList<ConnectorEndpoint> endpoints) => new(endpoints);

    /// <summary>The names that lead to an endpoint.</summary>
    public IReadOnlyList<string> Of(ConnectorEndpoint endpoint) =>
        Names(endpoint, _shared.Contains(Operation(endpoint)));

    /// <summary>The names that lead to an endpoint that the document does not have.</summary>
    public IReadOnlyList<string> New(ConnectorEndpoint endpoint) =>
        Names(endpoint, Has(endpoint) || _shared.Contains(Operation(endpoint)));

    /// <summary>Whether the document has an operation with the path and method of an endpoint.</summary>
    public bool Has(ConnectorEndpoint endpoint) =>
        _byPlace.ContainsKey(string.Join('\n', Names(endpoint, isShared: false)));

    /// <summary>The endpoint at a place.</summary>
    public ConnectorEndpoint? At(IReadOnlyList<string> names) => _byPlace.GetValueOrDefault(string.Join('\n', names));

    private static IReadOnlyList<string> Names(ConnectorEndpoint endpoint, bool isShared)
    {
        var path = isShared ? $"{endpoint.Path}#{endpoint.Id}" : endpoint.Path;
        var method = endpoint.Method.ToLowerInvariant();
        return Fields.Contains(method, StringComparer.Ordinal)
            ? ["paths", path, method]
            : ["paths", path, "additionalOperations", endpoint.Method];
    }

    private static string Operation(ConnectorEndpoint endpoint) => $"{endpoint.Method}\n{endpoint.Path}";
}
