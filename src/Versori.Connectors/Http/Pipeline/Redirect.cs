using System.Net;
using Versori.Connectors.Connecting;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Http;

/// <summary>
/// Follows redirects (RFC 9110 §15.4) without leaking credentials. A redirect within the connection's origins is
/// followed with the credentials. A redirect to another origin is followed without them, and only if the request has no
/// content.
/// </summary>
internal static class Redirect
{
    /// <summary>The largest number of redirects that are followed. The caller receives the next one.</summary>
    public const int MaxRedirects = 10;

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Changes a request to the one that a redirect asks for, if the redirect may be followed.</summary>
    /// <param name="response">The redirect.</param>
    /// <param name="request">The request. Its URL, method, headers and content are changed.</param>
    /// <param name="prepared">The connection.</param>
    /// <param name="hasLeftOrigins">
    /// Whether the request has left the connection's origins. From then on it carries no credentials.
    /// </param>
    public static bool TryFollow(
        HttpResponseMessage response, HttpRequestMessage request, PreparedConnection prepared, ref bool hasLeftOrigins)
    {
        if (TargetOf(response, request) is not { } target) return false;

        var leavesOrigins = hasLeftOrigins || !Origins.Contains(prepared.Origins, target);
        var becomesGet = BecomesGet(response.StatusCode, request.Method);
        if (leavesOrigins && !becomesGet && !IsOnlyAUrl(request)) return false;
        if (leavesOrigins && ContainsSecret(target, prepared)) return false;
        if (!becomesGet && !ContentReplay.IsPossible(request)) return false;

        // The header was checked for the host of the URL so far.
        if (request.RequestUri!.Authority != target.Authority) request.Headers.Remove(HostHeader.Name);

        // RFC 9110 §10.2.2: without a fragment in the Location, the fragment of the request's URL is kept.
        request.RequestUri = target.Fragment.Length == 0 && request.RequestUri!.Fragment.Length > 0
            ? new UriBuilder(target) { Fragment = request.RequestUri.Fragment }.Uri
            : target;
        if (becomesGet)
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            request.Headers.TransferEncodingChunked = null;
        }

        if (leavesOrigins) RemoveCredentials(request, prepared);
        hasLeftOrigins = leavesOrigins;
        return true;
    }

    // RFC 9110 §10.2.2: the Location is resolved against the request's URL. A redirect from https to http is not
    // followed.
    private static Uri? TargetOf(HttpResponseMessage response, HttpRequestMessage request)
    {
        if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location) return null;
        if (!Uri.TryCreate(request.RequestUri!, location, out var target)) return null;
        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp) return null;
        return Origins.IsTls(request.RequestUri!) && !Origins.IsTls(target) ? null : target;
    }

    // RFC 9110 §15.4.2 to §15.4.4: for historical reasons POST becomes GET on 301 and 302. On 303 every method but HEAD
    // does.
    private static bool BecomesGet(HttpStatusCode status, HttpMethod method) => (int)status switch
    {
        303 => method != HttpMethod.Get && method != HttpMethod.Head,
        301 or 302 => method == HttpMethod.Post,
        _ => false,
    };

    private static bool IsOnlyAUrl(HttpRequestMessage request) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head) && request.Content is null;

    private static void RemoveCredentials(HttpRequestMessage request, PreparedConnection prepared)
    {
        foreach (var authenticator in prepared.Authenticators) authenticator.Remove(request);
        request.Headers.Remove("Authorization");
        request.Headers.Remove("Proxy-Authorization");
        request.Headers.Remove("Cookie");
        request.Headers.Remove(HostHeader.Name);
    }

    // A server that echoes the request's URL or headers in the Location would send the credential to the other host.
    private static bool ContainsSecret(Uri target, PreparedConnection prepared)
    {
        var secrets = new SecretForms(prepared.SecretValues);
        return IsFoundIn(target.OriginalString)
            || IsFoundIn(Uri.UnescapeDataString(target.OriginalString.Replace('+', ' ')));

        bool IsFoundIn(string text) => !ReferenceEquals(secrets.Redact(text), text);
    }
}
