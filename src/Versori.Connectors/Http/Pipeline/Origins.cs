namespace Versori.Connectors.Http;

/// <summary>Origins (RFC 6454 §4: scheme, host and port), written as <c>https://host</c> or <c>https://host:port</c>.</summary>
internal static class Origins
{
    public static string Of(Uri uri) => uri.GetLeftPart(UriPartial.Authority) is var authority && uri.UserInfo.Length > 0
        ? $"{uri.Scheme}://{uri.Authority}"
        : authority;

    /// <summary>Whether a URL belongs to one of the origins. Allocates nothing for URLs in their usual spelling.</summary>
    public static bool Include(string[] origins, Uri uri)
    {
        foreach (var origin in origins)
        {
            if (Begins(origin, uri)) return true;
        }

        return IncludeParsed(origins, Of(uri));
    }

    /// <summary>Whether a URL, as it is spelled, begins with an origin. Where it does not, it may still belong to it.</summary>
    public static bool Begins(string? origin, Uri? uri)
    {
        if (origin is null || uri is null) return false;
        var text = uri.OriginalString;
        // After the origin the authority has ended for certain: nothing can belong to another host or port.
        return text.AsSpan().StartsWith(origin, StringComparison.Ordinal) && (text.Length == origin.Length || text[origin.Length] is '/' or '?' or '#');
    }

    // On its own, since what it captures would be allocated for every call.
    private static bool IncludeParsed(string[] origins, string other) =>
        Array.Exists(origins, origin => string.Equals(origin, other, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether credentials may travel there: https, or http that does not leave the machine.</summary>
    public static bool IsSecureEnough(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback;
}
