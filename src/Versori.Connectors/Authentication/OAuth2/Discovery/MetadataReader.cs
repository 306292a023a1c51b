using System.Net;
using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Answers;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Reads metadata documents, and believes only those that speak for whom they were asked about.</summary>
internal sealed class MetadataReader(OAuth2Http http)
{
    /// <summary>The metadata of an authorization server, at the places of RFC 8414 §3.1 and OpenID Connect Discovery §4.</summary>
    public async Task<JsonElement> ReadServerAsync(OAuth2Auth method, string issuer, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var url)) throw NotUnderstood(method, "/issuer", "The issuer is not a URL.");
        var document = await ReadAsync(method, WellKnown(url, "oauth-authorization-server"), cancellationToken).ConfigureAwait(false)
            ?? await ReadAsync(method, new Uri($"{issuer.TrimEnd('/')}/.well-known/openid-configuration"), cancellationToken).ConfigureAwait(false)
            ?? throw NotUnderstood(method, "/issuer", $"There are no metadata of the issuer at {url.Host} (RFC 8414 §3).");
        // RFC 8414 §3.3: identical, or somebody else speaks.
        return AnswerField.Text(AnswerField.Find(document, "issuer")) == issuer
            ? document
            : throw NotUnderstood(method, "/issuer", $"The metadata at {url.Host} are those of another issuer (RFC 8414 §3.3).");
    }

    /// <summary>The metadata of a protected resource: at its well-known place, or where its 401 says (RFC 9728 §3, §5).</summary>
    public async Task<JsonElement> ReadResourceAsync(OAuth2Auth method, Uri resource, CancellationToken cancellationToken)
    {
        var document = await ReadAsync(method, WellKnown(resource, "oauth-protected-resource"), cancellationToken).ConfigureAwait(false);
        if (document is null && await AskResourceAsync(method, resource, cancellationToken).ConfigureAwait(false) is { } named)
        {
            document = await ReadAsync(method, named, cancellationToken).ConfigureAwait(false);
        }

        if (document is not { } found) throw NotUnderstood(method, "/resource", $"There are no metadata of the resource at {resource.Host} (RFC 9728 §3).");
        // RFC 9728 §3.3.
        return AnswerField.Text(AnswerField.Find(found, "resource")) is { } claimed && Same(claimed, resource)
            ? found
            : throw NotUnderstood(method, "/resource", $"The metadata at {resource.Host} are those of another resource (RFC 9728 §3.3).");
    }

    public static ConnectorException NotUnderstood(OAuth2Auth method, string pointer, string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidResponse,
        Message = $"Discovery for '{method.Id}' failed. {message}",
        Location = pointer,
    });

    // RFC 9728 §5.1: WWW-Authenticate: Bearer resource_metadata="…".
    private async Task<Uri?> AskResourceAsync(OAuth2Auth method, Uri resource, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, resource);
        var answer = await http.SendAsync(request, "protected resource", method.Id, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized) return null;
        return answer.Headers.WwwAuthenticate
            .Select(challenge => ChallengeParameter.Find(challenge.Parameter, "resource_metadata"))
            .Where(value => Uri.TryCreate(value, UriKind.Absolute, out _))
            .Select(value => new Uri(value!))
            .FirstOrDefault();
    }

    private async Task<JsonElement?> ReadAsync(OAuth2Auth method, Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var answer = await http.SendAsync(request, "metadata", method.Id, cancellationToken).ConfigureAwait(false);
        if (answer.IsTransient)
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.Unavailable,
                Message = $"The metadata of '{method.Id}' at {url.Host} could not be read: status {(int)answer.Status}.",
                Location = method.Id,
                IsTransient = true,
                RetryAfter = answer.RetryAfter,
            });
        }

        if (!answer.IsSuccess || answer.Body.IsTruncated) return null;
        return AnswerDocument.Json(answer.Body.Bytes) is { ValueKind: JsonValueKind.Object } document ? document : null;
    }

    // RFC 8414 §3.1, RFC 9728 §3.1: between the host and the path.
    private static Uri WellKnown(Uri url, string name) =>
        new($"{url.GetLeftPart(UriPartial.Authority)}/.well-known/{name}{url.AbsolutePath.TrimEnd('/')}{url.Query}");

    private static bool Same(string claimed, Uri resource) =>
        claimed == resource.OriginalString || (Uri.TryCreate(claimed, UriKind.Absolute, out var url) && url.AbsoluteUri == resource.AbsoluteUri);
}
