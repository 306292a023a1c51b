using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Fills in what a method leaves to the authorization server's metadata (RFC 8414, OpenID Connect Discovery), found
/// through the issuer or through the protected resource (RFC 9728). What the method says itself stays.
/// </summary>
internal sealed class OAuth2Discovery(MetadataReader metadata)
{
    public async ValueTask<OAuth2Auth> ResolveAsync(OAuth2Auth method, TemplateValues values, CancellationToken cancellationToken)
    {
        if (method.TokenUrl is not null) return method;

        var resolved = method;
        var issuer = method.Issuer is { } template ? UrlTemplate.Parse(template).Fill(values).OriginalString : null;
        if (issuer is null && method.Resource is { } resource)
        {
            var document = await metadata.ReadResourceAsync(method, UrlTemplate.Parse(resource).Fill(values), cancellationToken).ConfigureAwait(false);
            issuer = FirstServer(method, document);
            // Without scopes of one's own, those that the resource lists are what it needs (RFC 9728 §2).
            if (method.Scopes.Count == 0) resolved = resolved with { Scopes = Texts(document, "scopes_supported") };
        }

        if (issuer is null) return method;
        var server = await metadata.ReadServerAsync(method, issuer, cancellationToken).ConfigureAwait(false);
        return WithServer(resolved, issuer, server);
    }

    // RFC 9728 §2: a resource may trust several servers; they are all good.
    private static string FirstServer(OAuth2Auth method, JsonElement document) => Texts(document, "authorization_servers") is [var first, ..]
        ? first
        : throw MetadataReader.NotUnderstood(method, "/authorization_servers", "The resource's metadata name no authorization server (RFC 9728 §2).");

    // RFC 8414 §2.
    private static OAuth2Auth WithServer(OAuth2Auth method, string issuer, JsonElement server) => method with
    {
        Issuer = issuer,
        TokenUrl = Direct(method, server, "token_endpoint") ?? throw MetadataReader.NotUnderstood(method, "/token_endpoint", "The metadata name no token endpoint (RFC 8414 §2)."),
        AuthorizationUrl = method.AuthorizationUrl ?? Url(method, server, "authorization_endpoint"),
        RevocationUrl = method.RevocationUrl ?? Direct(method, server, "revocation_endpoint"),
        IntrospectionUrl = method.IntrospectionUrl,
        DeviceAuthorizationUrl = method.DeviceAuthorizationUrl ?? Direct(method, server, "device_authorization_endpoint"),
        RegistrationUrl = method.RegistrationUrl ?? Direct(method, server, "registration_endpoint"),
        // RFC 9126 §5: where pushing is not required the client may do without.
        PushedAuthorizationUrl = method.PushedAuthorizationUrl ?? (IsTrue(server, "require_pushed_authorization_requests") ? Direct(method, server, "pushed_authorization_request_endpoint") : null),
        RequireIssuer = method.RequireIssuer || IsTrue(server, "authorization_response_iss_parameter_supported"),
        ClientAuthentication = ClientAuthentication(method, Texts(server, "token_endpoint_auth_methods_supported")),
    };

    // RFC 8414 §2: left out means client_secret_basic.
    private static OAuth2ClientAuthentication ClientAuthentication(OAuth2Auth method, IReadOnlyList<string> supported) =>
        method.ClientAuthentication == OAuth2ClientAuthentication.Basic
        && supported.Contains("client_secret_post", StringComparer.Ordinal)
        && !supported.Contains("client_secret_basic", StringComparer.Ordinal)
            ? OAuth2ClientAuthentication.Post
            : method.ClientAuthentication;

    // RFC 8705 §5: requests that go to the server directly use the alias where there is one, by clients with a certificate.
    private static string? Direct(OAuth2Auth method, JsonElement server, string name) =>
        (CertificateRules.NeedsCertificate(method) && AnswerField.Find(server, "mtls_endpoint_aliases") is { ValueKind: JsonValueKind.Object } aliases
            ? Url(method, aliases, name)
            : null) ?? Url(method, server, name);

    // Written back in its normal form, in which it cannot be taken for a template.
    private static string? Url(OAuth2Auth method, JsonElement document, string name)
    {
        if (AnswerField.Find(document, name) is not { } element) return null;
        return element.ValueKind == JsonValueKind.String
            && Uri.TryCreate(element.GetString(), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
                ? url.AbsoluteUri
                : throw MetadataReader.NotUnderstood(method, $"/{name}", $"{name} is not a URL.");
    }

    private static bool IsTrue(JsonElement document, string name) => AnswerField.Find(document, name) is { ValueKind: JsonValueKind.True };

    private static IReadOnlyList<string> Texts(JsonElement document, string name) => AnswerField.Find(document, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];
}
