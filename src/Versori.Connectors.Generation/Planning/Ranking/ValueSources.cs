namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Finds the endpoints that return the values of another endpoint's path parameters: the list of movies returns the
/// <c>movie_id</c> of <c>/movie/{movie_id}/credits</c>.
/// </summary>
internal sealed class ValueSources
{
    private const int PerParameter = 2;

    private readonly List<(ConnectorEndpoint Endpoint, string[] Segments)> _readers;

    public ValueSources(IReadOnlyList<ConnectorEndpoint> endpoints) => _readers =
    [
        .. endpoints.Where(endpoint => endpoint.Method == "GET")
            .Select(endpoint => (endpoint, Segments(endpoint)))
            .Where(reader => reader.Item2.Length > 0 && !IsParameter(reader.Item2[^1])),
    ];

    /// <summary>Returns the sources of an endpoint's path parameters, the nearest parameter first.</summary>
    public IEnumerable<(ConnectorEndpoint Source, string Parameter)> Of(ConnectorEndpoint endpoint)
    {
        var segments = Segments(endpoint);
        for (var at = segments.Length - 1; at > 0; at--)
        {
            if (!IsParameter(segments[at]) || IsParameter(segments[at - 1])) continue;
            var parameter = segments[at].Trim('{', '}');
            foreach (var source in SourcesOf(segments, at, parameter, endpoint).Take(PerParameter))
            {
                yield return (source, parameter);
            }

            // Parameters before the nearest one name accounts and workspaces, which an integration usually knows.
            yield break;
        }
    }

    private IEnumerable<ConnectorEndpoint> SourcesOf(
        string[] segments, int at, string parameter, ConnectorEndpoint endpoint)
    {
        var resource = Vocabulary.Term(Words.Split(segments[at - 1]).LastOrDefault("x"));
        var named = NameOf(parameter);
        return _readers
            .Where(reader => reader.Endpoint != endpoint)
            .Select(reader => (reader.Endpoint, Rank: Rank(reader.Segments, segments, at, resource, named)))
            .Where(reader => reader.Rank > 0)
            .OrderByDescending(reader => reader.Rank)
            .ThenBy(reader => reader.Endpoint.Path.Length)
            .ThenBy(reader => reader.Endpoint.Id, StringComparer.Ordinal)
            .Select(reader => reader.Endpoint);
    }

    // The collection itself is the best source, then a search for the resource, then another list of it.
    private static int Rank(string[] reader, string[] segments, int at, string resource, string? named)
    {
        var isCollection = reader.Length == at && reader.AsSpan().SequenceEqual(segments.AsSpan(0, at));
        var last = Vocabulary.Term(Words.Split(reader[^1]).LastOrDefault("x"));
        var isSameResource = last == resource || last == named;
        var hasParameters = reader.Any(IsParameter);
        if (isCollection) return 4;
        var isSearch = reader.Any(segment => segment.Contains("search", StringComparison.OrdinalIgnoreCase));
        if (isSearch && (isSameResource || reader.Any(part => Vocabulary.Term(part) == resource))) return 3;
        return !isSameResource || hasParameters ? 0 : 2;
    }

    // "movie_id" names movies, "userId" users.
    private static string? NameOf(string parameter)
    {
        var words = Words.Split(parameter);
        return words.Count > 1 && words[^1] is "id" or "key" or "slug" or "name" or "number"
            ? Vocabulary.Term(words[^2])
            : null;
    }

    private static string[] Segments(ConnectorEndpoint endpoint) =>
        endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsParameter(string segment) => segment.Contains('{', StringComparison.Ordinal);
}
