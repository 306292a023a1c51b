namespace Versori.Connectors.Invocation;

/// <summary>The order of tests: lists before what needs their ids, creations before changes, deletions last.</summary>
internal static class TestOrder
{
    public static IEnumerable<ConnectorEndpoint> Of(IEnumerable<ConnectorEndpoint> endpoints) => endpoints
        .Select(endpoint => (Endpoint: endpoint, Segments: EndpointSegments.Of(endpoint)))
        .OrderBy(item => Phase(item.Endpoint))
        .ThenBy(item => IsDelete(item.Endpoint) ? -item.Segments.Length : Parameters(item.Segments))
        .ThenBy(item => item.Segments.Length)
        .Select(item => item.Endpoint)
        .ToList();

    private static int Parameters(string[] segments) => segments.Count(EndpointSegments.IsParameter);

    private static bool IsDelete(ConnectorEndpoint endpoint) => Phase(endpoint) == 3;

    private static int Phase(ConnectorEndpoint endpoint) => endpoint.Method.ToUpperInvariant() switch
    {
        _ when SafeEndpoints.IsSafe(endpoint) => 0,
        "POST" => 1,
        "DELETE" => 3,
        _ => 2,
    };
}
