using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Builds the signature base string (RFC 5849 §3.4.1).</summary>
internal static class OAuth1BaseString
{
    /// <summary>Returns the base string of a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL; the parameters in its query are included.</param>
    /// <param name="parameters">The <c>oauth_</c> parameters and those of a form body, decoded.</param>
    public static string Of(string method, Uri url, IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join(
            '&',
            Encode(method.ToUpperInvariant()),
            Encode(BaseUri(url)),
            Encode(Normalize(QueryParameters.Decode(url.Query).Concat(parameters))));

    /// <summary>Percent-encodes all characters except the unreserved ones, in upper case (RFC 5849 §3.6).</summary>
    public static string Encode(string text) => PercentEncoding.Encode(text);

    // RFC 5849 §3.4.1.2: scheme and host in lower case, the port only if it is not the scheme's default.
    private static string BaseUri(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return $"{url.Scheme}://{host.ToLowerInvariant()}{(url.IsDefaultPort ? "" : $":{url.Port}")}{url.AbsolutePath}";
    }

    // RFC 5849 §3.4.1.3.2: encoded, then sorted by name and by value, byte by byte.
    private static string Normalize(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Where(parameter => parameter.Key != "oauth_signature")
        .Select(parameter => (Name: Encode(parameter.Key), Value: Encode(parameter.Value)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));
}
