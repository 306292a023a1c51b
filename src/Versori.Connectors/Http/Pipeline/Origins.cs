namespace Versori.Connectors.Http;

/// <summary>
/// Origins (RFC 6454 §4: scheme, host and port), written as <c>https://host</c> or <c>https://host:port</c>.
/// </summary>
internal static class Origins
{
    /// <summary>
    /// The origin of a URL. A web socket begins as a request of <c>http</c> or <c>https</c> (RFC 6455 §3, §4.1), so its
    /// URL has the origin of that request.
    /// </summary>
    public static string Of(Uri uri)
    {
        if (uri.Scheme == Uri.UriSchemeWss) return $"{Uri.UriSchemeHttps}://{uri.Authority}";
        if (uri.Scheme == Uri.UriSchemeWs) return $"{Uri.UriSchemeHttp}://{uri.Authority}";
        var authority = uri.GetLeftPart(UriPartial.Authority);
        return uri.UserInfo.Length > 0 ? $"{uri.Scheme}://{uri.Authority}" : authority;
    }

    /// <summary>
    /// Whether a URL belongs to one of the origins. Allocates nothing for URLs in their usual spelling.
    /// </summary>
    public static bool Contains(string[] origins, Uri uri)
    {
        foreach (var origin in origins)
        {
            if (Begins(origin, uri)) return true;
        }

        return IncludeParsed(origins, Of(uri));
    }

    /// <summary>
    /// Whether the text of a URL starts with an origin. A URL with another spelling may still belong to the origin.
    /// </summary>
    public static bool Begins(string? origin, Uri? uri)
    {
        if (origin is null || uri is null) return false;
        var text = uri.OriginalString;

        // One of these characters ends the authority. Without it, the text could continue with another host or port.
        return text.AsSpan().StartsWith(origin, StringComparison.Ordinal)
            && (text.Length == origin.Length || text[origin.Length] is '/' or '?' or '#');
    }

    // A separate method, because the closure would otherwise be allocated for each call of Include.
    private static bool IncludeParsed(string[] origins, string other) =>
        Array.Exists(origins, origin => string.Equals(origin, other, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether credentials may be sent to a URL: https, or http to the local machine.</summary>
    public static bool IsSecure(Uri uri) => IsTls(uri) || uri.IsLoopback;

    /// <summary>Whether a request to a URL is sent over TLS.</summary>
    public static bool IsTls(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeWss;
}
