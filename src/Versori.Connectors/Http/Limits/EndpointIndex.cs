using System.Runtime.CompilerServices;

namespace Versori.Connectors.Http;

/// <summary>
/// Finds the endpoint that a request calls by its method and path, for clients that do not name it. It exists only for
/// definitions in which an endpoint has a weight, a rule for repeating or rules for responses of its own.
/// </summary>
internal sealed class EndpointIndex
{
    private static readonly ConditionalWeakTable<ConnectorDefinition, EndpointIndex> Known = [];

    private readonly ILookup<(string Method, int Length), Entry> _entries;

    private EndpointIndex(ConnectorDefinition definition) => _entries = definition.Endpoints
        .GroupBy(SignatureOf, StringComparer.Ordinal)
        .Select(same => new Entry(Common([.. same]), SegmentsOf(same.First().Path)))
        // A literal segment is more specific than a parameter.
        .OrderByDescending(entry => entry.Segments.Count(segment => segment is not null))
        .ToLookup(entry => (entry.Endpoint.Method.ToUpperInvariant(), entry.Segments.Length));

    /// <summary>
    /// Returns the index of a definition; <see langword="null"/> if its endpoints have no such rules.
    /// </summary>
    public static EndpointIndex? Of(ConnectorDefinition definition) =>
        definition.Endpoints.Any(HasOwnRules)
            ? Known.GetValue(definition, static key => new(key))
            : null;

    /// <summary>Finds the endpoint of a request.</summary>
    /// <param name="request">The request, with its absolute URL.</param>
    /// <param name="baseAddress">The base address of paths.</param>
    public ConnectorEndpoint? Find(HttpRequestMessage request, Uri baseAddress)
    {
        if (CallInfo.Of(request)?.Endpoint is { } endpoint) return endpoint;
        if (request.RequestUri is not { IsAbsoluteUri: true } url) return null;
        var path = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var below = baseAddress.AbsolutePath.Count(character => character == '/') - 1;
        var method = request.Method.Method.ToUpperInvariant();
        return Match(method, path, path.Length - below) ?? MatchElsewhere(method, path);
    }

    private static bool HasOwnRules(ConnectorEndpoint endpoint) =>
        endpoint.Weight != 1
        || endpoint.Repeatable is not null
        || (endpoint.ResponseRules.Count > 0 && StatedOutcomes.NeedActions(endpoint.ResponseRules));

    private static string SignatureOf(ConnectorEndpoint endpoint) =>
        $"{endpoint.Method.ToUpperInvariant()} {endpoint.BaseUrl} "
        + string.Join('/', SegmentsOf(endpoint.Path).Select(segment => segment ?? "{}"));

    // The URL does not show which of several operations a request calls, such as those of GraphQL. The strictest rules
    // apply then: a request is repeated only if each of them may be, and weighs as much as the heaviest.
    private static ConnectorEndpoint Common(ConnectorEndpoint[] same)
    {
        if (same is [{ GraphQL: null } only]) return only;
        var isForbidden = Array.Exists(same, endpoint => endpoint.Repeatable == false);
        var isAllowed = Array.TrueForAll(same, endpoint => endpoint.Repeatable == true);
        var rules = same[0].ResponseRules;
        return same[0] with
        {
            Weight = same.Max(endpoint => endpoint.Weight),
            Repeatable = isForbidden ? false : isAllowed ? true : null,
            ResponseRules = Array.TrueForAll(same, endpoint => endpoint.ResponseRules.SequenceEqual(rules))
                ? rules
                : [],
            GraphQL = null,
        };
    }

    private ConnectorEndpoint? Match(string method, string[] path, int length) => length < 0
        ? null
        : _entries[(method, length)].FirstOrDefault(entry => entry.EndsWith(path))?.Endpoint;

    // An endpoint with a base URL of its own may have another number of segments before its path.
    private ConnectorEndpoint? MatchElsewhere(string method, string[] path)
    {
        for (var length = path.Length; length > 0; length--)
        {
            var found = _entries[(method, length)]
                .FirstOrDefault(entry => entry.Endpoint.BaseUrl is not null && entry.EndsWith(path));
            if (found is not null) return found.Endpoint;
        }

        return null;
    }

    // A parameter is null. A segment with a parameter in it counts as one.
    private static string?[] SegmentsOf(string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        var segments = (end < 0 ? path : path[..end]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. segments.Select(segment => segment.Contains('{', StringComparison.Ordinal) ? null : segment)];
    }

    private sealed record Entry(ConnectorEndpoint Endpoint, string?[] Segments)
    {
        public bool EndsWith(string[] path)
        {
            var offset = path.Length - Segments.Length;
            if (offset < 0) return false;
            for (var i = 0; i < Segments.Length; i++)
            {
                if (Segments[i] is { } literal && !string.Equals(literal, path[offset + i], StringComparison.Ordinal))
                    return false;
            }

            return true;
        }
    }
}
