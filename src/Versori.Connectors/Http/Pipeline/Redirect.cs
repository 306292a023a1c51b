using System.Net;
using Versori.Connectors.Connecting;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.Http;

/// <summary>
/// Follows redirects (RFC 9110 §15.4) so that credentials stay at home: within the connection's origins a redirect is
/// followed with them, to another origin without them, and only where nothing but a URL is sent.
/// </summary>
internal static class Redirect
{
    /// <summary>How many redirects are followed; the next one is the caller's answer.</summary>
    public const int Most = 10;

    /// <summary>Shorter texts occur in URLs by chance.</summary>
    private const int ShortestSecretSearchedFor = 4;

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Makes a request the one that a redirect asks for, if it may be followed.</summary>
    /// <param name="response">The redirect.</param>
    /// <param name="request">The request; its URL, method and headers are changed.</param>
    /// <param name="prepared">The connection.</param>
    /// <param name="isAway">Whether the request has left the connection's origins; from then on it carries no credentials.</param>
    public static bool TryFollow(HttpResponseMessage response, HttpRequestMessage request, PreparedConnection prepared, ref bool isAway)
    {
        if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location) return false;
        if (!Uri.TryCreate(request.RequestUri!, location, out var target)) return false;
        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp) return false;
        if (request.RequestUri!.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp) return false;

        var leaves = isAway || !Origins.Include(prepared.Origins, target);
        var becomesGet = BecomesGet(response.StatusCode, request.Method);
        if (leaves && !becomesGet && !IsOnlyAUrl(request)) return false;
        if (leaves && Holds(target, prepared)) return false;
        if (!becomesGet && !ContentReplay.IsPossible(request.Content)) return false;

        // RFC 9110 §10.2.2: a fragment is inherited where the redirect names none.
        request.RequestUri = target.Fragment.Length == 0 && request.RequestUri.Fragment.Length > 0
            ? new UriBuilder(target) { Fragment = request.RequestUri.Fragment }.Uri
            : target;
        if (becomesGet)
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            request.Headers.TransferEncodingChunked = null;
        }

        if (leaves) LeaveCredentialsBehind(request, prepared);
        isAway = leaves;
        return true;
    }

    // RFC 9110 §15.4.2-4: for historical reasons POST becomes GET on 301 and 302; on 303 everything but HEAD does.
    private static bool BecomesGet(HttpStatusCode status, HttpMethod method) => (int)status switch
    {
        303 => method != HttpMethod.Get && method != HttpMethod.Head,
        301 or 302 => method == HttpMethod.Post,
        _ => false,
    };

    private static bool IsOnlyAUrl(HttpRequestMessage request) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head) && request.Content is null;

    private static void LeaveCredentialsBehind(HttpRequestMessage request, PreparedConnection prepared)
    {
        foreach (var authenticator in prepared.Authenticators) authenticator.Remove(request);
        request.Headers.Remove("Authorization");
        request.Headers.Remove("Proxy-Authorization");
        request.Headers.Remove("Cookie");
        request.Headers.Host = null;
    }

    // A server that echoes the request's URL or headers would hand the credential to the other host.
    private static bool Holds(Uri target, PreparedConnection prepared)
    {
        var secrets = new SecretForms(prepared.SecretValues.Where(value => value.Length >= ShortestSecretSearchedFor));
        return IsFoundIn(target.OriginalString) || IsFoundIn(Uri.UnescapeDataString(target.OriginalString.Replace('+', ' ')));

        bool IsFoundIn(string text) => !ReferenceEquals(secrets.Redact(text), text);
    }
}
