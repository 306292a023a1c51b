using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>Adds a segment to a request's path, and removes it.</summary>
internal static class PathSegments
{
    private static readonly HttpRequestOptionsKey<string> Placed = new("Versori.Connectors.PathSegment");

    /// <summary>Returns the value as one encoded segment.</summary>
    /// <exception cref="ConnectorException">The value cannot be a segment.</exception>
    public static string Encode(string value, string location) => value is "" or "." or ".."
        ? throw Unsuitable(
            ConnectorErrorCode.InvalidCredential,
            "The credential is sent in the path, but the value cannot be a path segment.",
            location)
        : PercentEncoding.EncodeSegment(value);

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
        if (IsBelow(path, prefix) && path.Length > prefix.Length)
        {
            var rest = path[(prefix.Length + 1)..];
            var end = rest.IndexOf('/', StringComparison.Ordinal);
            var first = end < 0 ? rest : rest[..end];
            if (IsSame(first, segment)) Replace(request, end < 0 ? prefix : prefix + rest[end..]);
        }

        ((IDictionary<string, object?>)request.Options).Remove(Placed.Key);
    }

    /// <summary>Returns the path with the segment redacted, for logs.</summary>
    public static string RedactedPath(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        return request.Options.TryGetValue(Placed, out var segment)
            ? string.Join('/', path.Split('/').Select(part => IsSame(part, segment) ? Secret.Redacted : part))
            : path;
    }

    // A signature that is added later may have encoded the path again in another way (RFC 3986 §6.2.2).
    private static bool IsSame(string segment, string placed) => segment == placed
        || Uri.UnescapeDataString(segment) == Uri.UnescapeDataString(placed);

    private static bool IsBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private static void Replace(HttpRequestMessage request, string path)
    {
        var uri = request.RequestUri!;
        request.RequestUri = RequestTarget.Replace(uri, path + uri.Query);
    }

    private static ConnectorException Unsuitable(ConnectorErrorCode code, string message, string location) =>
        new(new ConnectorError { Code = code, Message = message, Location = location });
}
