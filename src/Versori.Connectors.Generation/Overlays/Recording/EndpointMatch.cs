namespace Versori.Connectors.Generation.Overlays;

/// <summary>Finds the endpoints of an import in an edited definition.</summary>
internal static class EndpointMatch
{
    /// <summary>
    /// Returns pairs by id, then by method and path of the rest. What only one side has is alone, in its order.
    /// </summary>
    public static IReadOnlyList<(ConnectorEndpoint? Former, ConnectorEndpoint? Current)> Of(
        IReadOnlyList<ConnectorEndpoint> imported, IReadOnlyList<ConnectorEndpoint> edited)
    {
        var current = edited.DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal)
            .ToDictionary(endpoint => endpoint.Id, StringComparer.Ordinal);
        var known = imported.Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        var renamed = edited.Where(endpoint => !known.Contains(endpoint.Id))
            .GroupBy(Operation, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var pairs = new List<(ConnectorEndpoint?, ConnectorEndpoint?)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in imported)
        {
            var match = current.GetValueOrDefault(endpoint.Id);
            if (match is null && renamed.Remove(Operation(endpoint), out var other)) match = other;
            if (match is not null) taken.Add(match.Id);
            pairs.Add((endpoint, match));
        }

        pairs.AddRange(edited.Where(endpoint => taken.Add(endpoint.Id))
            .Select(endpoint => ((ConnectorEndpoint?)null, (ConnectorEndpoint?)endpoint)));
        return pairs;
    }

    private static string Operation(ConnectorEndpoint endpoint) => $"{endpoint.Method}\n{endpoint.Path}";
}
