using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>The addresses that a person may be sent to afterwards: paths of this host, and allowed origins.</summary>
internal sealed class ReturnUrls(IOptions<ConnectOptions> options)
{
    private readonly HashSet<string> _origins = options.Value.ReturnOrigins
        .Select(origin => OriginOf(new Uri(origin, UriKind.Absolute)))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool IsAllowed(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Length > 2000) return false;
        if (url.Any(character => char.IsControl(character) || character == '\\')) return false;
        if (url[0] == '/') return url.Length == 1 || url[1] != '/';
        return Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.UserInfo.Length == 0
            && _origins.Contains(OriginOf(uri));
    }

    /// <summary>The URL, or null if a person may not be sent there.</summary>
    public string? Check(string? url) => IsAllowed(url) ? url : null;

    private static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
