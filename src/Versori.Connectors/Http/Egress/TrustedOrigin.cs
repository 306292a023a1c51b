namespace Versori.Connectors.Http;

/// <summary>Compares URLs with the origins that the host trusts.</summary>
internal static class TrustedOrigin
{
    private const string AnyPort = ":*";

    public static bool IsValid(string? origin) =>
        Parse(origin) is { UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" } url
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    public static bool Matches(string origin, Uri url)
    {
        if (Parse(origin) is not { } trusted) return false;
        var isSameHost = trusted.Scheme == url.Scheme
            && string.Equals(trusted.IdnHost, url.IdnHost, StringComparison.OrdinalIgnoreCase);
        return isSameHost && (HasAnyPort(origin) || trusted.Port == url.Port);
    }

    private static Uri? Parse(string? origin)
    {
        if (origin is null) return null;
        var text = HasAnyPort(origin) ? origin[..^AnyPort.Length] : origin;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
    }

    private static bool HasAnyPort(string origin) => origin.EndsWith(AnyPort, StringComparison.Ordinal);
}
