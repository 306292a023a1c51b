using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>The media types that calls of an endpoint request (<c>Accept</c>, RFC 9110 §12.5.1).</summary>
internal static class AcceptedTypes
{
    /// <summary>
    /// Returns the media types of an endpoint's responses. Those of successful responses are first. If one of them is
    /// JSON, it precedes the others, and XML has a lower weight: the library reads JSON as the caller's types.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    public static string[] Of(ConnectorEndpoint endpoint)
    {
        var known = endpoint.Responses
            .Where(response =>
                response.ContentType is { Length: > 0 } type && PositionEncoder.HeaderProblem(type) is null)
            .ToList();
        var hasSuccess = known.Exists(IsSuccess);
        var ofSuccess = TypesOf(known.Where(response => !hasSuccess || IsSuccess(response)));
        var types = ofSuccess.Concat(TypesOf(known)).Distinct(StringComparer.OrdinalIgnoreCase);
        if (!ofSuccess.Exists(IsJson) || !ofSuccess.Exists(IsXml)) return [.. types];
        return [.. types.OrderBy(Rank).Select(type => IsXml(type) && !HasWeight(type) ? $"{type};q=0.9" : type)];

        int Rank(string type) => ofSuccess.Contains(type, StringComparer.OrdinalIgnoreCase) ? IsJson(type) ? 0 : 1 : 2;
    }

    private static List<string> TypesOf(IEnumerable<EndpointResponse> responses) =>
        [.. responses.Select(response => response.ContentType!).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool IsSuccess(EndpointResponse response) => response.Status.StartsWith('2');

    private static bool IsJson(string type) => !type.Contains('*') && MediaType.Of(type) == MediaKind.Json;

    private static bool IsXml(string type) => MediaType.Of(type) == MediaKind.Xml;

    // A definition that states a weight has chosen.
    private static bool HasWeight(string type) => type.Contains("q=", StringComparison.OrdinalIgnoreCase);
}
