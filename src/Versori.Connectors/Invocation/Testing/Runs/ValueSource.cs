namespace Versori.Connectors.Invocation;

/// <summary>
/// Finds the endpoints whose responses have the values of a group of path parameters: the list at <c>/customers</c> has
/// the <c>id</c> of <c>/customers/{id}/orders</c>.
/// </summary>
/// <param name="endpoints">The endpoints that may be called.</param>
internal sealed class ValueSource(IReadOnlyList<ConnectorEndpoint> endpoints)
{
    private const int Most = 3;

    // How good a source is. One of a lower rank is none.
    private const int Collection = 5, SameResource = 4, Search = 3, Nested = 2;

    private readonly List<(ConnectorEndpoint Endpoint, string[] Segments)> _sources =
        [.. endpoints.Select(endpoint => (endpoint, EndpointSegments.Of(endpoint)))];

    /// <summary>Returns the sources, the best one first.</summary>
    /// <param name="endpoint">The endpoint that needs the values.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="start">The index of the first segment of the group.</param>
    /// <param name="end">The index after the last segment of the group.</param>
    /// <param name="isCreated">Whether only endpoints that create the object are sources.</param>
    public IEnumerable<ConnectorEndpoint> Of(
        ConnectorEndpoint endpoint, string[] segments, int start, int end, bool isCreated)
    {
        var resource = start == 0 ? "" : ResourceOf(segments[start - 1]);
        var named = NamedBy(EndpointSegments.NamesIn(segments[end - 1]) is [.., var last] ? last : "");
        return _sources
            .Where(source => source.Endpoint != endpoint && source.Segments.Length > 0)
            .Where(source => isCreated
                ? source.Endpoint.Method.Equals("POST", StringComparison.OrdinalIgnoreCase)
                : source.Endpoint.Method.Equals("GET", StringComparison.OrdinalIgnoreCase)
                    && SafeEndpoints.IsSafe(source.Endpoint))
            .Select(source => (
                source.Endpoint,
                Rank: Rank(source.Segments, segments.AsSpan(0, start), resource, named)))
            .Where(source => source.Rank > 0 && (!isCreated || source.Rank == Collection))
            .OrderByDescending(source => source.Rank)
            .ThenBy(source => source.Endpoint.Path.Length)
            .ThenBy(source => source.Endpoint.Id, StringComparer.Ordinal)
            .Select(source => source.Endpoint)
            .Take(Most);
    }

    /// <summary>
    /// The singular noun of a segment: <c>order</c> of <c>sales-orders</c>, <c>user</c> of <c>users.json</c>,
    /// <c>calendar</c> of <c>calendarList</c>.
    /// </summary>
    public static string ResourceOf(string segment)
    {
        var words = NameWords.Split(segment.Split('.') is [var name, "json" or "xml"] ? name : segment);
        return words switch
        {
            [] => "",
            [.., var noun, "list"] => NameWords.Singular(noun),
            [.., var last] => NameWords.Singular(last),
        };
    }

    // The collection itself is the best source, then another list of the resource, then a search for it. A list below
    // another object, such as /accounts/{account}/campaigns, has values of its own to find first.
    private static int Rank(string[] source, ReadOnlySpan<string> collection, string resource, string named)
    {
        if (EndpointSegments.IsParameter(source[^1])) return 0;
        if (source.Length == collection.Length && EndpointSegments.IsPrefix(source, collection)) return Collection;
        var last = ResourceOf(source[^1]);
        var isSame = last.Length > 0 && (last == resource || last == named);
        if (Array.Exists(source, EndpointSegments.IsParameter)) return isSame ? Nested : 0;
        if (isSame) return SameResource;
        var isSearch = last is "search" or "find" or "query" or "list";
        return isSearch && Array.Exists(source, segment => ResourceOf(segment) == resource) ? Search : 0;
    }

    // "movie_id" names movies, "repo" repos.
    private static string NamedBy(string parameter)
    {
        var words = NameWords.Split(parameter);
        return words switch
        {
            [.., var noun, var last] when last == "name" || ResponseItems.IsIdName(last) => noun,
            [.., var last] => last,
            _ => "",
        };
    }
}
