using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Http;

/// <summary>
/// Evaluates base URLs and adds the trailing slash that relative references need (RFC 3986 §5.2.3).
/// </summary>
internal static class BaseAddresses
{
    private const string UnresolvedOrigin = "https://connection.invalid";

    // Short, because each relative URL of a client is first combined with all markers. Nobody names a folder like one
    // of them, so that a reference such as ../x/y cannot be taken for one that stays below the base address.
    private const string Markers = "/$~/$/$/$/$/$/$/$";
    private const string UnresolvedAddress = $"{UnresolvedOrigin}{Markers}/";

    /// <summary>
    /// The number of <c>../</c> segments after which a relative reference has reached the root in any case.
    /// </summary>
    private const int MarkerCount = 8;

    /// <summary>
    /// The base address of a client until its connection is known. The host name can never exist (RFC 6761 §6.4), so
    /// that an unresolved request reaches no server. The marker segments of the path show which path a relative
    /// reference started from.
    /// </summary>
    public static Uri Unresolved { get; } = new(UnresolvedAddress);

    public static Uri Evaluate(string baseUrl, AuthSnapshot snapshot) =>
        Evaluate(baseUrl, InputExpressionValues.Of(snapshot));

    /// <summary>
    /// Evaluates a base URL for an existing connection. Inputs that were declared later have their default values.
    /// </summary>
    public static Uri Evaluate(string baseUrl, ConnectorDefinition definition, AuthSnapshot snapshot) =>
        Evaluate(baseUrl, InputExpressionValues.Of(snapshot, definition));

    /// <summary>
    /// As <see cref="Evaluate(string, ConnectorDefinition, AuthSnapshot)"/>; <see langword="null"/> if the connection
    /// lacks a value of the URL.
    /// </summary>
    public static Uri? TryEvaluate(string baseUrl, ConnectorDefinition definition, AuthSnapshot snapshot)
    {
        try
        {
            return Evaluate(baseUrl, definition, snapshot);
        }
        catch (ConnectorException)
        {
            return null;
        }
    }

    /// <summary>The distinct base URLs of a definition, its own first.</summary>
    public static string[] UrlsOf(ConnectorDefinition definition) =>
    [
        .. definition.Endpoints.Select(endpoint => endpoint.BaseUrl)
            .OfType<string>()
            .Prepend(definition.BaseUrl)
            .Distinct(StringComparer.Ordinal),
    ];

    private static Uri Evaluate(string baseUrl, ExpressionValues values)
    {
        var url = UrlExpression.Parse(baseUrl).Evaluate(values);
        return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.GetLeftPart(UriPartial.Path) + "/");
    }

    /// <summary>
    /// The URL of a path below a base address. The two are joined as text. Resolved as a reference, a path such as
    /// <c>/https://elsewhere/</c> or <c>/users:me</c> would become a different URL (RFC 3986 §4.2).
    /// </summary>
    public static Uri Append(Uri baseAddress, string path) =>
        new(baseAddress.AbsoluteUri + (path.StartsWith('/') ? path[1..] : path));

    /// <summary>
    /// Resolves a request that is relative to <see cref="Unresolved"/> against the actual base address (RFC 3986 §5.2).
    /// The result is the same as if the connection had been known when the client was created. The text of the URL is
    /// used as it is: its parts would have to be parsed, and each would be a string of its own.
    /// </summary>
    /// <returns>Whether the request was relative to <see cref="Unresolved"/>.</returns>
    public static bool Resolve(HttpRequestMessage request, Uri baseAddress)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri) return false;
        var text = uri.OriginalString;
        if (text.StartsWith(UnresolvedAddress, StringComparison.Ordinal))
        {
            // The usual case: the reference does not leave the base address.
            request.RequestUri =
                new Uri(string.Concat(baseAddress.AbsoluteUri, text.AsSpan(UnresolvedAddress.Length)));
            return true;
        }

        return text.StartsWith(UnresolvedOrigin, StringComparison.Ordinal)
            && ResolveOutside(request, text.AsSpan(UnresolvedOrigin.Length), baseAddress);
    }

    /// <summary>Resolves a reference that left the base address, or that started at the root.</summary>
    private static bool ResolveOutside(HttpRequestMessage request, ReadOnlySpan<char> path, Uri baseAddress)
    {
        if (path is not ['/', ..]) return false;
        var markers = MarkersOf(path);
        var rest = path[(markers == 0 ? 0 : SegmentsLength(markers))..];
        request.RequestUri = markers == 0
            ? new Uri(string.Concat(OriginOf(baseAddress), rest))
            : new Uri(baseAddress, $"{Climb(MarkerCount - markers)}.{rest}");
        return true;
    }

    /// <summary>The number of markers that a path starts with, each of them followed by a slash.</summary>
    private static int MarkersOf(ReadOnlySpan<char> path)
    {
        var markers = 0;
        while (markers < MarkerCount && StartsWithMarkers(path, markers + 1)) markers++;
        return markers;
    }

    private static bool StartsWithMarkers(ReadOnlySpan<char> path, int count)
    {
        var length = SegmentsLength(count);
        return path.StartsWith(Markers.AsSpan(0, length)) && path[length..] is ['/', ..];
    }

    // The first marker has three characters with its slash, each other one two.
    private static int SegmentsLength(int markers) => 3 + (2 * (markers - 1));

    private static ReadOnlySpan<char> OriginOf(Uri baseAddress)
    {
        var address = baseAddress.AbsoluteUri;
        var authority = address.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        return address.AsSpan(0, address.IndexOf('/', authority));
    }

    private static string Climb(int segments) => string.Concat(Enumerable.Repeat("../", segments));
}
