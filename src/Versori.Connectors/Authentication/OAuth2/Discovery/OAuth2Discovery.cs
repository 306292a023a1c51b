using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Completes a method with the authorization server's metadata (RFC 8414, OpenID Connect Discovery). It finds the
/// server through the issuer or through the protected resource (RFC 9728). The method's own settings take precedence.
/// </summary>
internal sealed class OAuth2Discovery(MetadataReader metadata)
{
    public async ValueTask<OAuth2Auth> ResolveAsync(
        OAuth2Auth method, DiscoveryContext context, CancellationToken cancellationToken)
    {
        if (method.TokenUrl is not null) return method;
        if (method.Issuer is { } url)
        {
            var issuer = UrlExpression.Parse(url).Evaluate(context.Inputs).OriginalString;
            var server = await metadata.ReadServerAsync(method, issuer, context, cancellationToken)
                .ConfigureAwait(false);
            return WithServer(method, issuer, server, context);
        }

        return method.Resource is { } resource
            ? await ResolveAsync(
                method, UrlExpression.Parse(resource).Evaluate(context.Inputs), context, cancellationToken)
                .ConfigureAwait(false)
            : method;
    }

    /// <summary>
    /// Reads what the server of a method offers to new clients; <see langword="null"/> if its metadata were not used.
    /// </summary>
    public async Task<RegistrationOptions?> ReadRegistrationOptionsAsync(
        OAuth2Auth resolved, DiscoveryContext context, CancellationToken cancellationToken)
    {
        if (resolved is not { Issuer: { } issuer, TokenUrl: not null }) return null;
        var server = await metadata.ReadServerAsync(resolved, issuer, context, cancellationToken)
            .ConfigureAwait(false);
        return RegistrationOptions.Of(server);
    }

    private async ValueTask<OAuth2Auth> ResolveAsync(
        OAuth2Auth method, Uri resource, DiscoveryContext context, CancellationToken cancellationToken)
    {
        var found = await metadata.ReadResourceAsync(method, resource, context, cancellationToken)
            .ConfigureAwait(false);
        var resolved = WithScopes(method, found);
        if (found.Document is not { } document)
        {
            var (own, ownServer) = await metadata.ReadOwnServerAsync(method, resource, context, cancellationToken)
                .ConfigureAwait(false);
            return WithServer(resolved, own, ownServer, context);
        }

        var issuer = FirstServer(method, document);
        var server = await metadata.ReadServerAsync(method, issuer, context, cancellationToken).ConfigureAwait(false);
        return WithServer(resolved, issuer, server, context);
    }

    // If the method has no scopes, use those of the challenge, or else those that the resource lists (MCP
    // authorization, "Scope Selection Strategy"; RFC 9728 §2).
    private static OAuth2Auth WithScopes(OAuth2Auth method, ResourceMetadata found)
    {
        if (method.Scopes.Count > 0) return method;
        if (found.ChallengedScopes.Count > 0) return method with { Scopes = found.ChallengedScopes };
        return found.Document is { } document
            ? method with { Scopes = MetadataFields.Texts(document, "scopes_supported") }
            : method;
    }

    // RFC 9728 §2: a resource may trust several servers; any of them can be used.
    private static string FirstServer(OAuth2Auth method, JsonElement document) =>
        MetadataFields.Texts(document, "authorization_servers") is [var first, ..]
            ? first
            : throw MetadataReader.Failed(
                method,
                "/authorization_servers",
                "The resource's metadata name no authorization server (RFC 9728 §2).");

    // RFC 8414 §2.
    private static OAuth2Auth WithServer(
        OAuth2Auth method, string issuer, JsonElement server, DiscoveryContext context)
    {
        var resolved = method with
        {
            Issuer = issuer,
            TokenUrl = DirectUrl(method, server, "token_endpoint") ?? throw MetadataReader.Failed(
                method, "/token_endpoint", "The metadata name no token endpoint (RFC 8414 §2)."),
            AuthorizationUrl = method.AuthorizationUrl ?? Url(method, server, "authorization_endpoint"),
            RevocationUrl = method.RevocationUrl ?? DirectUrl(method, server, "revocation_endpoint"),
            DeviceAuthorizationUrl = method.DeviceAuthorizationUrl
                ?? DirectUrl(method, server, "device_authorization_endpoint"),
            RegistrationUrl = method.RegistrationUrl ?? DirectUrl(method, server, "registration_endpoint"),
            PushedAuthorizationUrl = method.PushedAuthorizationUrl ?? PushUrl(method, server),
            RequireIssuer = method.RequireIssuer
                || MetadataFields.IsTrue(server, "authorization_response_iss_parameter_supported"),
            ClientAuthentication = ClientAuthentication(method, server),
        };
        CheckPkce(method, server);
        return resolved with { DiscoveredOrigins = DiscoveredOrigins(method, resolved, context) };
    }

    // Requests to these origins are subject to the rules for URLs from outside, as long as the connection exists.
    private static IReadOnlyList<string> DiscoveredOrigins(
        OAuth2Auth method, OAuth2Auth resolved, DiscoveryContext context)
    {
        (string? Before, string? After)[] urls =
        [
            (method.TokenUrl, resolved.TokenUrl),
            (method.RevocationUrl, resolved.RevocationUrl),
            (method.DeviceAuthorizationUrl, resolved.DeviceAuthorizationUrl),
            (method.RegistrationUrl, resolved.RegistrationUrl),
            (method.PushedAuthorizationUrl, resolved.PushedAuthorizationUrl),
        ];
        return
        [
            .. urls
                .Where(url => url.Before is null && url.After is not null)
                .Select(url => new Uri(url.After!))
                .Where(url => !context.IsOwn(url))
                .Select(Origins.Of)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // RFC 9126 §5: requests are pushed if the server requires it, or if it offers it and the method asks for it.
    private static string? PushUrl(OAuth2Auth method, JsonElement server) =>
        method.PushAuthorizationRequests || MetadataFields.IsTrue(server, "require_pushed_authorization_requests")
            ? DirectUrl(method, server, "pushed_authorization_request_endpoint")
            : null;

    // RFC 8414 §2: the server lists the methods of RFC 7636 §4.3 that it supports. A server that a resource named, and
    // that lists none, is refused (MCP authorization, "Authorization Code Protection"); a server that the definition
    // names may support what it does not list.
    private static void CheckPkce(OAuth2Auth method, JsonElement server)
    {
        var supported = MetadataFields.Texts(server, "code_challenge_methods_supported");
        var isUsed = method.Grant == OAuth2Grant.AuthorizationCode && method.Pkce != OAuth2Pkce.None;
        var needed = method.Pkce == OAuth2Pkce.Plain ? "plain" : "S256";
        if (!isUsed || supported.Contains(needed, StringComparer.Ordinal)) return;
        if (supported.Count == 0 && (method.Issuer is not null || method.AssumePkce)) return;
        throw MetadataReader.Failed(
            method,
            "/code_challenge_methods_supported",
            supported.Count > 0
                ? $"The server does not support the code challenge method {needed} (RFC 7636 §4.3)."
                : "The server's metadata do not state that it supports PKCE (RFC 7636). If it does nevertheless, set "
                    + $"'{nameof(OAuth2Auth.AssumePkce)}', or the issuer.");
    }

    // RFC 8414 §2: the default is client_secret_basic. A client that exists has a secret, if it has anything.
    private static OAuth2ClientAuthentication ClientAuthentication(OAuth2Auth method, JsonElement server)
    {
        var supported = MetadataFields.Texts(server, "token_endpoint_auth_methods_supported");
        if (method.ClientAuthentication != OAuth2ClientAuthentication.Basic || supported.Count == 0)
        {
            return method.ClientAuthentication;
        }

        OAuth2ClientAuthentication[] withSecret =
        [
            OAuth2ClientAuthentication.Basic,
            OAuth2ClientAuthentication.Post,
            OAuth2ClientAuthentication.ClientSecretJwt,
        ];
        return withSecret
            .Where(item => supported.Contains(ClientAuthenticationNames.Of(item)!, StringComparer.Ordinal))
            .FirstOrDefault(OAuth2ClientAuthentication.Basic);
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
}
