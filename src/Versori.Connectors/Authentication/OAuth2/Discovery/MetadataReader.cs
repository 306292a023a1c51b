using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Reads metadata documents. It accepts only those that name the requested issuer or resource.</summary>
internal sealed class MetadataReader(OAuth2Http http)
{
    private const string IssuerPointer = "/issuer";
    private const string ResourcePointer = "/resource";

    /// <summary>Reads the metadata of an authorization server.</summary>
    /// <exception cref="ConnectorException">There are none, or they are those of another issuer.</exception>
    public async Task<JsonElement> ReadServerAsync(
        OAuth2Auth method, string issuer, DiscoveryContext context, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var url))
        {
            throw Failed(method, IssuerPointer, "The issuer is not a URL.");
        }

        var document = await ReadFirstAsync(method, WellKnownUrls.OfServer(url, issuer), context, cancellationToken)
            .ConfigureAwait(false)
            ?? throw Failed(method, IssuerPointer, $"The issuer at {url.Host} has no metadata (RFC 8414 §3).");
        // RFC 8414 §3.3: the issuer must be identical, so that no other server can pose as it.
        var stated = ResponseField.Text(ResponseField.Find(document, "issuer"));
        return stated == issuer ? document : throw OtherIssuer(method, url, issuer, stated);
    }

    /// <summary>
    /// Reads the metadata of a resource's own authorization server. A server whose resource has no metadata (RFC 9728)
    /// has them at the root of its host, as in the MCP authorization specification 2025-03-26.
    /// </summary>
    /// <returns>The issuer and its metadata.</returns>
    public async Task<(string Issuer, JsonElement Document)> ReadOwnServerAsync(
        OAuth2Auth method, Uri resource, DiscoveryContext context, CancellationToken cancellationToken)
    {
        var origin = Origins.Of(resource);
        var urls = WellKnownUrls.OfServer(new Uri(origin), origin);
        var document = await ReadFirstAsync(method, urls, context, cancellationToken).ConfigureAwait(false)
            ?? throw Failed(
                method,
                ResourcePointer,
                $"The resource at {resource.Host} has no metadata (RFC 9728 §3), and its host is no authorization "
                + "server (RFC 8414 §3). Set the issuer, or the URLs of the authorization server.");
        // The root of a host can be written with and without a slash (RFC 3986 §6.2.3).
        var stated = ResponseField.Text(ResponseField.Find(document, "issuer"));
        return stated is not null && (stated == origin || stated == $"{origin}/")
            ? (stated, document)
            : throw OtherIssuer(method, resource, origin, stated);
    }

    /// <summary>
    /// Reads the metadata of a protected resource from the URL in its 401 response, or else from its well-known URLs
    /// (RFC 9728 §3, §5; MCP authorization 2025-11-25 and 2026-07-28).
    /// </summary>
    public async Task<ResourceMetadata> ReadResourceAsync(
        OAuth2Auth method, Uri resource, DiscoveryContext context, CancellationToken cancellationToken)
    {
        var challenge = await ReadChallengeAsync(method, resource, context, cancellationToken).ConfigureAwait(false);
        var document = challenge.MetadataUrl is { } url
            ? await ReadAsync(method, url, context, cancellationToken).ConfigureAwait(false)
            : null;
        document ??= await ReadFirstAsync(method, WellKnownUrls.OfResource(resource), context, cancellationToken)
            .ConfigureAwait(false);
        if (document is not { } found) return new(null, challenge.Scopes);

        // RFC 9728 §3.3.
        var stated = ResponseField.Text(ResponseField.Find(found, "resource"));
        return stated is not null && IsSame(stated, resource)
            ? new(found, challenge.Scopes)
            : throw Failed(
                method,
                ResourcePointer,
                $"The metadata at {resource.Host} are those of another resource (RFC 9728 §3.3): "
                + $"they state '{ServerWords.Clean(stated, [])}' instead of '{resource.OriginalString}'.");
    }

    public static ConnectorException Failed(OAuth2Auth method, string pointer, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Message = $"Discovery for '{method.Id}' failed. {message}",
        Location = pointer,
    });

    private static ConnectorException OtherIssuer(OAuth2Auth method, Uri url, string issuer, string? stated) => Failed(
        method,
        IssuerPointer,
        $"The metadata at {url.Host} are those of another issuer: '{Shortened(stated)}' instead of '{issuer}' "
        + "(RFC 8414 §3.3).");

    private static string Shortened(string? text) => text is { Length: > 200 } ? text[..200] : text ?? "";

    // RFC 9728 §5.1: WWW-Authenticate: Bearer resource_metadata="…". A resource that cannot be reached now can still
    // have well-known metadata.
    private async Task<ResourceChallenge> ReadChallengeAsync(
        OAuth2Auth method, Uri resource, DiscoveryContext context, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(resource, context);
        try
        {
            var response = await http
                .SendForHeadersAsync(request, "protected resource", method.Id, cancellationToken)
                .ConfigureAwait(false);
            return ResourceChallenge.Of(response.Status, response.Headers);
        }
        catch (ConnectorException exception) when (exception.Error.IsTransient)
        {
            return ResourceChallenge.None;
        }
    }

    // A failure of one URL must not hide the document at another. It is reported if there is none.
    private async Task<JsonElement?> ReadFirstAsync(
        OAuth2Auth method, IEnumerable<Uri> urls, DiscoveryContext context, CancellationToken cancellationToken)
    {
        ConnectorException? failure = null;
        foreach (var url in urls)
        {
            try
            {
                if (await ReadAsync(method, url, context, cancellationToken).ConfigureAwait(false) is { } document)
                {
                    return document;
                }
            }
            catch (ConnectorException exception) when (exception.Error.IsTransient)
            {
                failure ??= exception;
            }
        }

        return failure is null ? null : throw failure;
    }

    private async Task<JsonElement?> ReadAsync(
        OAuth2Auth method, Uri url, DiscoveryContext context, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(url, context);
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

    private static HttpRequestMessage CreateRequest(Uri url, DiscoveryContext context)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (!context.IsOwn(url)) ExternalRequests.Mark(request);
        return request;
    }

    private static bool IsSame(string stated, Uri resource)
    {
        if (stated == resource.OriginalString) return true;
        return Uri.TryCreate(stated, UriKind.Absolute, out var url) && url.AbsoluteUri == resource.AbsoluteUri;
    }
}
