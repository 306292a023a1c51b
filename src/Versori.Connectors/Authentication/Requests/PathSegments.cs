using System.Buffers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Adds a segment to a request's path, and removes it.</summary>
internal static class PathSegments
{
    // RFC 3986 §3.3: the characters that a segment may contain unencoded.
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

    private static readonly HttpRequestOptionsKey<string> Placed = new("Versori.Connectors.PathSegment");

    /// <summary>Returns the value as one encoded segment.</summary>
    /// <exception cref="ConnectorException">The value cannot be a segment.</exception>
    public static string Encode(string value, string location) => value is "" or "." or ".."
        ? throw Unsuitable(
            ConnectorErrorCode.InvalidCredential,
            "The credential is sent in the path, but the value cannot be a path segment.",
            location)
        : PercentEncoding.Encode(value, SegmentCharacters);

    /// <summary>Inserts a segment after a path, and replaces a segment that was inserted before.</summary>
    /// <exception cref="ConnectorException">
    /// The request's path does not begin with that path. The request is never sent without the segment.
    /// </exception>
    public static void Set(HttpRequestMessage request, string after, string segment)
    {
        Remove(request, after);
        var path = request.RequestUri!.AbsolutePath;
        var prefix = after.TrimEnd('/');
        if (!IsBelow(path, prefix))
        {
            throw Unsuitable(
                ConnectorErrorCode.InvalidArgument,
                $"The credential is sent in the path after '{after}', but the request's path does not begin with it.",
                after);
        }

        Replace(request, $"{prefix}/{segment}{path[prefix.Length..]}");
        request.Options.Set(Placed, segment);
    }

    public static void Remove(HttpRequestMessage request, string after)
    {
        if (!request.Options.TryGetValue(Placed, out var segment)) return;
        var path = request.RequestUri!.AbsolutePath;
        var prefix = after.TrimEnd('/');
        var prefixWithSegment = $"{prefix}/{segment}";
        if (IsBelow(path, prefixWithSegment)) Replace(request, $"{prefix}{path[prefixWithSegment.Length..]}");
        ((IDictionary<string, object?>)request.Options).Remove(Placed.Key);
    }

    /// <summary>Returns the path with the segment redacted, for logs.</summary>
    public static string RedactedPath(HttpRequestMessage request) =>
        request.Options.TryGetValue(Placed, out var segment)
        ? request.RequestUri!.AbsolutePath.Replace(segment, Secret.Redacted, StringComparison.Ordinal)
        : request.RequestUri!.AbsolutePath;

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private static void Replace(HttpRequestMessage request, string path)
    {
        var uri = request.RequestUri!;
        request.RequestUri = new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path}{uri.Query}{uri.Fragment}");
    }

    private static ConnectorException Unsuitable(ConnectorErrorCode code, string message, string location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}
