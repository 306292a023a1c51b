using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Planning;

/// <summary>Finds the endpoints that belong to the same resource as another one.</summary>
internal static class EndpointNeighbours
{
    /// <summary>
    /// Returns the endpoints that return the values of the path parameters, then the others of the collection and of
    /// its items, the nearest first.
    /// </summary>
    public static IEnumerable<ConnectorEndpoint> Of(ModelSource source, ConnectorEndpoint endpoint, Work work)
    {
        var resource = Resource(endpoint.Path);
        var family = source.Definition.Endpoints
            .Where(other => other != endpoint && IsWithin(resource, Segments(other.Path)))
            .OrderBy(other => Math.Abs(Segments(other.Path).Length - resource.Length))
            .ThenBy(other => other.Path.Length)
            .ThenBy(other => other.Id, StringComparer.Ordinal);
        return source.Index(work).Values.Of(endpoint, hasName: false)
            .Select(found => found.Source)
            .Concat(family)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<ConnectorEndpoint>();
    }

    // The collection: "/repos/{owner}/{repo}/issues" of ".../issues/{number}". At least one fixed segment.
    private static string[] Resource(string path)
    {
        var segments = Segments(path);
        var end = segments.Length;
        while (end > 1 && IsParameter(segments[end - 1])) end--;
        return segments[..end];
    }

    private static bool IsWithin(string[] resource, string[] segments)
    {
        if (segments.Length < resource.Length) return false;
        for (var at = 0; at < resource.Length; at++)
        {
            // The names of parameters differ between operations.
            var areBoth = IsParameter(resource[at]) && IsParameter(segments[at]);
            if (!areBoth && !string.Equals(resource[at], segments[at], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static bool IsParameter(string segment) => segment.Contains('{', StringComparison.Ordinal);

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
