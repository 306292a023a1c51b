using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The URLs of next pages. They come from the external system, and are followed only within the connection's origins.
/// </summary>
internal static class PageLink
{
    /// <summary>The URL of the next page.</summary>
    /// <param name="endpointId">The endpoint's id.</param>
    /// <param name="page">The URL of the page that contains the link.</param>
    /// <param name="link">The link, absolute or relative (RFC 3986 §5).</param>
    /// <param name="origins">The origins to which the connection's credentials may be sent.</param>
    /// <exception cref="ConnectorException">The link is not a URL, or leads to another origin.</exception>
    public static string Resolve(string endpointId, Uri page, string link, string[] origins)
    {
        if (!Uri.TryCreate(page, link, out var url) || url is not { IsAbsoluteUri: true })
            throw PagingErrors.Invalid(endpointId, "The link to the next page is not a URL.");
        Check(endpointId, url, origins);
        return url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }

    /// <summary>Checks the URL of a page that a caller saved.</summary>
    /// <exception cref="ConnectorException">It is not a URL, or leads to another origin.</exception>
    public static void CheckSaved(string endpointId, string position, string[] origins)
    {
        if (!Uri.TryCreate(position, UriKind.Absolute, out var url))
            throw PagingErrors.Argument(endpointId, "The position is not the URL of a page.", "position");
        Check(endpointId, url, origins);
    }

    private static void Check(string endpointId, Uri url, string[] origins)
    {
        var isHttp = url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;
        if (isHttp && url.UserInfo.Length == 0 && Origins.Contains(origins, url)) return;
        var target = isHttp ? Origins.Of(url) : $"a URL with the scheme '{url.Scheme}'";
        throw PagingErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            endpointId,
            $"The link to the next page leads to {target}, but the connection's credentials may be sent to "
                + $"{string.Join(", ", origins)} only. The link was not followed.",
            target);
    }
}
