using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>Paths and queries as AWS writes them: everything but unreserved characters is percent-encoded.</summary>
internal static class AwsCanonicalUri
{
    /// <summary>The path to send: every segment decoded and encoded again.</summary>
    public static string Path(Uri uri) =>
        string.Join('/', uri.AbsolutePath.Split('/').Select(segment => PercentEncoding.Encode(Uri.UnescapeDataString(segment))));

    /// <summary>The query to send, in its own order.</summary>
    public static IEnumerable<string> Pairs(Uri uri) =>
        QueryParameters.Decode(uri.Query).Select(pair => $"{PercentEncoding.Encode(pair.Key)}={PercentEncoding.Encode(pair.Value)}");

    /// <summary>The path in the canonical request.</summary>
    /// <param name="path">The path to send.</param>
    /// <param name="twice">Whether it is encoded once more.</param>
    /// <param name="normalize">Whether empty segments are left out (RFC 3986 §6.2.2.3 has done the rest).</param>
    public static string Canonical(string path, bool twice, bool normalize)
    {
        if (normalize)
        {
            while (path.Contains("//", StringComparison.Ordinal)) path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        return twice ? path.Replace("%", "%25", StringComparison.Ordinal) : path;
    }

    /// <summary>The query in the canonical request: sorted by name, then by value.</summary>
    public static string Canonical(IEnumerable<string> pairs) => string.Join('&', pairs
        .Select(pair => pair.Split('=', 2))
        .OrderBy(pair => pair[0], StringComparer.Ordinal)
        .ThenBy(pair => pair[1], StringComparer.Ordinal)
        .Select(pair => $"{pair[0]}={pair[1]}"));
}
