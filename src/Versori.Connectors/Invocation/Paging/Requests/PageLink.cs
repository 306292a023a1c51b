using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>
/// The URLs of next pages. They come from the external system, and are followed only within the connection's origins.
/// </summary>
internal static class PageLink
{
    /// <summary>
    /// The URL of the next page. Credentials that the link repeats are removed; they are added to each request.
    /// </summary>
    /// <param name="target">The endpoint and its connection.</param>
    /// <param name="page">The URL of the page that contains the link.</param>
    /// <param name="link">The link, absolute or relative (RFC 3986 §5).</param>
    /// <exception cref="ConnectorException">The link is not a URL, or leads to another origin.</exception>
    public static string Resolve(PageTarget target, Uri page, string link)
    {
        if (!Uri.TryCreate(page, link, out var url) || url is not { IsAbsoluteUri: true })
            throw PagingErrors.Invalid(target.Endpoint.Id, "The link to the next page is not a URL.");
        Check(target.Endpoint.Id, url, target.Origins);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var name in target.CredentialNames) QueryParameters.Remove(request, name);
        return TextOf(request.RequestUri!);
    }

    /// <summary>The text of a URL, without its fragment.</summary>
    public static string TextOf(Uri url) => url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>Checks that a page came from one of the connection's origins, also after redirects.</summary>
    /// <exception cref="ConnectorException">It came from another origin.</exception>
    public static void CheckSource(PageTarget target, InvocationResult result)
    {
        if (!Uri.TryCreate(result.Request.Url, UriKind.Absolute, out var url)) return;
        if (Origins.Contains(target.Origins, url)) return;
        throw PagingErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            target.Endpoint.Id,
            $"A page was redirected to {Origins.Of(url)}, which is not one of the connection's origins. No credential "
                + "was sent there.",
            Origins.Of(url));
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
