using System.Net;
using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Reads metadata documents. It accepts only those that name the requested issuer or resource.</summary>
internal sealed class MetadataReader(OAuth2Http http)
{
    /// <summary>
    /// Reads the metadata of an authorization server from the URLs of RFC 8414 §3.1 and OpenID Connect Discovery §4.
    /// </summary>
    public async Task<JsonElement> ReadServerAsync(
        OAuth2Auth method, string issuer, CancellationToken cancellationToken)
    {
        const string Pointer = "/issuer";
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var url))
        {
            throw Failed(method, Pointer, "The issuer is not a URL.");
        }

        var document = await ReadAsync(method, WellKnown(url, "oauth-authorization-server"), cancellationToken)
            .ConfigureAwait(false)
            ?? await ReadAsync(method, OpenIdConfiguration(issuer), cancellationToken).ConfigureAwait(false)
            ?? throw Failed(method, Pointer, $"The issuer at {url.Host} has no metadata (RFC 8414 §3).");
        // RFC 8414 §3.3: the issuer must be identical, so that no other server can pose as it.
        var stated = ResponseField.Text(ResponseField.Find(document, "issuer"));
        return stated == issuer
            ? document
            : throw Failed(
                method,
                Pointer,
                $"The metadata at {url.Host} are those of another issuer (RFC 8414 §3.3): "
                + $"they state '{ServerWords.Clean(stated, [])}' instead of '{issuer}'.");
    }

    /// <summary>
    /// Reads the metadata of a protected resource from its well-known URL, or from the URL in its 401 response
    /// (RFC 9728 §3, §5).
    /// </summary>
    public async Task<JsonElement> ReadResourceAsync(
        OAuth2Auth method, Uri resource, CancellationToken cancellationToken)
    {
        const string Pointer = "/resource";
        var document = await ReadAsync(method, WellKnown(resource, "oauth-protected-resource"), cancellationToken)
            .ConfigureAwait(false);
        if (document is null
            && await FindChallengeUrlAsync(method, resource, cancellationToken).ConfigureAwait(false) is { } url)
        {
            document = await ReadAsync(method, url, cancellationToken).ConfigureAwait(false);
        }

        if (document is not { } found)
        {
            throw Failed(method, Pointer, $"The resource at {resource.Host} has no metadata (RFC 9728 §3).");
        }

        // RFC 9728 §3.3.
        var stated = ResponseField.Text(ResponseField.Find(found, "resource"));
        return stated is not null && IsSame(stated, resource)
            ? found
            : throw Failed(
                method,
                Pointer,
                $"The metadata at {resource.Host} are those of another resource (RFC 9728 §3.3): "
                + $"they state '{ServerWords.Clean(stated, [])}' instead of '{resource.OriginalString}'.");
    }

    public static ConnectorException Failed(OAuth2Auth method, string pointer, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Message = $"Discovery for '{method.Id}' failed. {message}",
        Location = pointer,
    });

    // RFC 9728 §5.1: WWW-Authenticate: Bearer resource_metadata="…".
    private async Task<Uri?> FindChallengeUrlAsync(
        OAuth2Auth method, Uri resource, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, resource);
        var response = await http.SendAsync(request, "protected resource", method.Id, cancellationToken)
            .ConfigureAwait(false);
        if (response.Status != HttpStatusCode.Unauthorized) return null;
        return response.Headers.WwwAuthenticate
            .Select(challenge => ChallengeParameter.Find(challenge.Parameter, "resource_metadata"))
            .Where(value => Uri.TryCreate(value, UriKind.Absolute, out _))
            .Select(value => new Uri(value!))
            .FirstOrDefault();
    }

    private async Task<JsonElement?> ReadAsync(OAuth2Auth method, Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var response = await http.SendAsync(request, "metadata", method.Id, cancellationToken).ConfigureAwait(false);
        if (response.IsTransient)
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.Unavailable,
                Message = $"The metadata of '{method.Id}' at {url.Host} could not be read: "
                    + $"status {(int)response.Status}.",
                Location = method.Id,
                IsTransient = true,
                RetryAfter = response.RetryAfter,
            });
        }

        if (!response.IsSuccess || response.Body.IsTruncated) return null;
        return ResponseDocument.Json(response.Body.Bytes) is { ValueKind: JsonValueKind.Object } document
            ? document
            : null;
    }

    // RFC 8414 §3.1, RFC 9728 §3.1: the well-known part is between the host and the path.
    private static Uri WellKnown(Uri url, string name)
    {
        var path = $"/.well-known/{name}{url.AbsolutePath.TrimEnd('/')}{url.Query}";
        return new($"{url.GetLeftPart(UriPartial.Authority)}{path}");
    }

    // OpenID Connect Discovery §4.
    private static Uri OpenIdConfiguration(string issuer) =>
        new($"{issuer.TrimEnd('/')}/.well-known/openid-configuration");

    private static bool IsSame(string stated, Uri resource)
    {
        if (stated == resource.OriginalString) return true;
        return Uri.TryCreate(stated, UriKind.Absolute, out var url) && url.AbsoluteUri == resource.AbsoluteUri;
    }
}
