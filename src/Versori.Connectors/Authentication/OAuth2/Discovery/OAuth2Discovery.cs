using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Completes a method with the authorization server's metadata (RFC 8414, OpenID Connect Discovery). It finds the
/// server through the issuer or through the protected resource (RFC 9728). The method's own settings take precedence.
/// </summary>
internal sealed class OAuth2Discovery(MetadataReader metadata)
{
    public async ValueTask<OAuth2Auth> ResolveAsync(
        OAuth2Auth method, ExpressionValues values, CancellationToken cancellationToken)
    {
        if (method.TokenUrl is not null) return method;

        var resolved = method;
        var issuer = method.Issuer is { } url ? UrlExpression.Parse(url).Evaluate(values).OriginalString : null;
        if (issuer is null && method.Resource is { } resource)
        {
            var resourceUrl = UrlExpression.Parse(resource).Evaluate(values);
            var document = await metadata.ReadResourceAsync(method, resourceUrl, cancellationToken)
                .ConfigureAwait(false);
            issuer = FirstServer(method, document);
            // RFC 9728 §2: if the method has no scopes, use those that the resource requires.
            if (method.Scopes.Count == 0) resolved = resolved with { Scopes = Texts(document, "scopes_supported") };
        }

        if (issuer is null) return method;
        var server = await metadata.ReadServerAsync(method, issuer, cancellationToken).ConfigureAwait(false);
        return WithServer(resolved, issuer, server);
    }

    // RFC 9728 §2: a resource may trust several servers; any of them can be used.
    private static string FirstServer(OAuth2Auth method, JsonElement document) =>
        Texts(document, "authorization_servers") is [var first, ..]
            ? first
            : throw MetadataReader.Failed(
                method,
                "/authorization_servers",
                "The resource's metadata name no authorization server (RFC 9728 §2).");

    // RFC 8414 §2.
    private static OAuth2Auth WithServer(OAuth2Auth method, string issuer, JsonElement server) => method with
    {
        Issuer = issuer,
        TokenUrl = DirectUrl(method, server, "token_endpoint") ?? throw MetadataReader.Failed(
            method, "/token_endpoint", "The metadata name no token endpoint (RFC 8414 §2)."),
        AuthorizationUrl = method.AuthorizationUrl ?? Url(method, server, "authorization_endpoint"),
        RevocationUrl = method.RevocationUrl ?? DirectUrl(method, server, "revocation_endpoint"),
        IntrospectionUrl = method.IntrospectionUrl,
        DeviceAuthorizationUrl = method.DeviceAuthorizationUrl
            ?? DirectUrl(method, server, "device_authorization_endpoint"),
        RegistrationUrl = method.RegistrationUrl ?? DirectUrl(method, server, "registration_endpoint"),
        PushedAuthorizationUrl = method.PushedAuthorizationUrl ?? RequiredPushUrl(method, server),
        RequireIssuer = method.RequireIssuer || IsTrue(server, "authorization_response_iss_parameter_supported"),
        ClientAuthentication = ClientAuthentication(method, Texts(server, "token_endpoint_auth_methods_supported")),
    };

    // RFC 9126 §5: the client pushes its requests only if the server requires it.
    private static string? RequiredPushUrl(OAuth2Auth method, JsonElement server) =>
        IsTrue(server, "require_pushed_authorization_requests")
            ? DirectUrl(method, server, "pushed_authorization_request_endpoint")
            : null;

    // RFC 8414 §2: the default is client_secret_basic.
    private static OAuth2ClientAuthentication ClientAuthentication(OAuth2Auth method, IReadOnlyList<string> supported)
    {
        var isPostOnly = supported.Contains("client_secret_post", StringComparer.Ordinal)
            && !supported.Contains("client_secret_basic", StringComparer.Ordinal);
        return method.ClientAuthentication == OAuth2ClientAuthentication.Basic && isPostOnly
            ? OAuth2ClientAuthentication.Post
            : method.ClientAuthentication;
    }

    // RFC 8705 §5: a client with a certificate uses the server's mTLS alias of an endpoint, if there is one.
    private static string? DirectUrl(OAuth2Auth method, JsonElement server, string name)
    {
        if (!CertificateRules.NeedsCertificate(method)) return Url(method, server, name);
        return ResponseField.Find(server, "mtls_endpoint_aliases") is { ValueKind: JsonValueKind.Object } aliases
            ? Url(method, aliases, name) ?? Url(method, server, name)
            : Url(method, server, name);
    }

    // The URL is returned in its normalized form, which cannot contain a placeholder.
    private static string? Url(OAuth2Auth method, JsonElement document, string name)
    {
        if (ResponseField.Find(document, name) is not { } element) return null;
        var text = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        var isHttp = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
        return isHttp ? url!.AbsoluteUri : throw MetadataReader.Failed(method, $"/{name}", $"{name} is not a URL.");
    }

    private static bool IsTrue(JsonElement document, string name) =>
        ResponseField.Find(document, name) is { ValueKind: JsonValueKind.True };

    private static IReadOnlyList<string> Texts(JsonElement document, string name)
    {
        if (ResponseField.Find(document, name) is not { ValueKind: JsonValueKind.Array } list) return [];
        return
        [
            .. list.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!),
        ];
    }
}
