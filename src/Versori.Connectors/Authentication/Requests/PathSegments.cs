using System.Buffers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Puts a segment into a request's path and takes it out again.</summary>
internal static class PathSegments
{
    // RFC 3986 §3.3: what a segment holds without encoding.
    private static readonly SearchValues<char> SegmentCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

    private static readonly HttpRequestOptionsKey<string> Placed = new("Versori.Connectors.PathSegment");

    /// <summary>The value as one segment.</summary>
    /// <exception cref="ConnectorException">It cannot be one.</exception>
    public static string Encode(string value, string location) => value is "" or "." or ".."
        ? throw Unsuitable(ConnectorErrorCode.InvalidCredential, "The credential goes into the path, and the value cannot be a segment of one.", location)
        : PercentEncoding.Encode(value, SegmentCharacters);

    /// <summary>Puts a segment behind the path that it follows, in place of the one that is there from before.</summary>
    /// <exception cref="ConnectorException">The request is for another path; it is never sent without.</exception>
    public static void Set(HttpRequestMessage request, string after, string segment)
    {
        Remove(request, after);
        var (path, prefix) = (request.RequestUri!.AbsolutePath, after.TrimEnd('/'));
        if (!IsBelow(path, prefix)) throw Unsuitable(ConnectorErrorCode.InvalidArgument, $"The credential goes into the path behind '{after}', and the request is for another path.", after);
        Replace(request, $"{prefix}/{segment}{path[prefix.Length..]}");
        request.Options.Set(Placed, segment);
    }

    public static void Remove(HttpRequestMessage request, string after)
    {
        if (!request.Options.TryGetValue(Placed, out var segment)) return;
        var (path, placed) = (request.RequestUri!.AbsolutePath, $"{after.TrimEnd('/')}/{segment}");
        if (IsBelow(path, placed)) Replace(request, $"{after.TrimEnd('/')}{path[placed.Length..]}");
        ((IDictionary<string, object?>)request.Options).Remove(Placed.Key);
    }

    /// <summary>The path as it may be written down.</summary>
    public static string Redacted(HttpRequestMessage request) => request.Options.TryGetValue(Placed, out var segment)
        ? request.RequestUri!.AbsolutePath.Replace(segment, Secret.Redacted, StringComparison.Ordinal)
        : request.RequestUri!.AbsolutePath;

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private static void Replace(HttpRequestMessage request, string path)
    {
        var uri = request.RequestUri!;
        request.RequestUri = new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path}{uri.Query}{uri.Fragment}");
    }

    private static ConnectorException Unsuitable(ConnectorErrorCode code, string message, string location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}
