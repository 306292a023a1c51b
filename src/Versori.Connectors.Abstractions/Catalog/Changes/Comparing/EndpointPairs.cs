namespace Versori.Connectors.Catalog;

/// <summary>Finds which endpoints of two definitions are the same.</summary>
internal static class EndpointPairs
{
    /// <summary>
    /// Returns pairs: endpoints with the same id, then those of the rest with the same method and path, if they are the
    /// only ones. The others are alone. The order is that of the earlier definition, then that of the later one.
    /// </summary>
    public static IEnumerable<((int Index, ConnectorEndpoint Endpoint)? Before, (int Index, ConnectorEndpoint Endpoint)?
        After)> Of(IReadOnlyList<ConnectorEndpoint> before, IReadOnlyList<ConnectorEndpoint> after)
    {
        var byId = new Dictionary<string, (int Index, ConnectorEndpoint Endpoint)>(StringComparer.Ordinal);
        foreach (var (index, endpoint) in after.Index()) byId.TryAdd(endpoint.Id, (index, endpoint));
        var former = before.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var restBefore = Unique(before.Where(endpoint => !byId.ContainsKey(endpoint.Id)));
        var restAfter = Unique(after.Where(endpoint => !former.Contains(endpoint.Id)));

        var taken = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, endpoint) in before.Index())
        {
            if (!seen.Add(endpoint.Id)) continue;
            (int Index, ConnectorEndpoint Endpoint)? match = null;
            if (byId.TryGetValue(endpoint.Id, out var same)) match = same;
            else if (restBefore.ContainsKey(Operation(endpoint))
                && restAfter.TryGetValue(Operation(endpoint), out var renamed)) match = byId[renamed.Id];
            if (match is { } found) taken.Add(found.Endpoint.Id);
            yield return ((index, endpoint), match);
        }

        foreach (var (index, endpoint) in after.Index())
        {
            if (taken.Add(endpoint.Id)) yield return (null, (index, endpoint));
        }
    }

    // Several endpoints may have one method and path, such as those of GraphQL.
    private static Dictionary<string, ConnectorEndpoint> Unique(IEnumerable<ConnectorEndpoint> endpoints) => endpoints
        .GroupBy(Operation, StringComparer.Ordinal)
        .Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static string Operation(ConnectorEndpoint endpoint) =>
        $"{endpoint.Method} {endpoint.Path} {endpoint.BaseUrl}";
}
