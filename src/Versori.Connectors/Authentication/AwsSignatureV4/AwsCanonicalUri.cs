using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>
/// Paths and queries in the encoding of AWS: all characters are percent-encoded, except unreserved ones.
/// </summary>
internal static class AwsCanonicalUri
{
    /// <summary>Returns the path to send: each segment is decoded and encoded again.</summary>
    /// <param name="uri">The request's URL.</param>
    /// <param name="slashesAreData">
    /// Whether an encoded slash stays encoded. S3 decodes the whole path first: its keys contain slashes.
    /// </param>
    /// <exception cref="ConnectorException">Decoding a slash results in the segment <c>.</c> or <c>..</c>.</exception>
    public static string Path(Uri uri, bool slashesAreData) =>
        string.Join('/', uri.AbsolutePath.Split('/').Select(segment => Segment(segment, slashesAreData)));

    private static string Segment(string segment, bool slashesAreData)
    {
        var text = Uri.UnescapeDataString(segment);
        if (slashesAreData || !text.Contains('/', StringComparison.Ordinal)) return PercentEncoding.Encode(text);
        var parts = text.Split('/');
        if (parts.Any(part => part is "." or "..")) throw DotSegment();
        return string.Join('/', parts.Select(PercentEncoding.Encode));
    }

    // A key must not leave the path that the endpoint defines, wherever the request is forwarded.
    private static ConnectorException DotSegment() => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = "The path has a segment '.' or '..' after an encoded slash. Use a key without such segments.",
        Location = "path",
    });

    /// <summary>Returns the pairs of the query to send, in the order of the URL.</summary>
    public static IEnumerable<string> Pairs(Uri uri) =>
        QueryParameters.Decode(uri.Query)
            .Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}");

    /// <summary>Returns the path for the canonical request.</summary>
    /// <param name="path">The path to send.</param>
    /// <param name="twice">Whether it is encoded a second time.</param>
    /// <param name="normalize">
    /// Whether empty segments are removed. <see cref="Uri"/> has already removed dot segments.
    /// </param>
    public static string Canonical(string path, bool twice, bool normalize)
    {
        if (normalize)
        {
            while (path.Contains("//", StringComparison.Ordinal))
            {
                path = path.Replace("//", "/", StringComparison.Ordinal);
            }
        }

        return twice ? path.Replace("%", "%25", StringComparison.Ordinal) : path;
    }

    /// <summary>Returns the query for the canonical request: sorted by name, then by value.</summary>
    public static string Canonical(IEnumerable<string> pairs) => string.Join('&', pairs
        .Select(pair => pair.Split('=', 2))
        .OrderBy(pair => pair[0], StringComparer.Ordinal)
        .ThenBy(pair => pair[1], StringComparer.Ordinal)
        .Select(pair => $"{pair[0]}={pair[1]}"));
}
