using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.SignIn;

/// <summary>Registers a client for a connection that has none (RFC 7591), as MCP servers require.</summary>
internal sealed class ClientRegistration(OAuth2Http http)
{
    private const string Endpoint = "registration endpoint";

    public async Task<(OAuth2Auth Method, IReadOnlyDictionary<string, string> Fields)> RegisterAsync(
        Connector connector,
        OAuth2Auth method,
        ExpressionValues values,
        Uri? redirectUri,
        CancellationToken cancellationToken)
    {
        // RFC 7591 §3.1.
        using var request = new HttpRequestMessage(
            HttpMethod.Post, UrlExpression.Parse(method.RegistrationUrl!).Evaluate(values));
        request.Content = new ByteArrayContent(CreateMetadata(connector, method, redirectUri))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        var response = await http.SendAsync(request, Endpoint, method.Id, cancellationToken).ConfigureAwait(false);
        var document = response.Body.IsTruncated ? null : ResponseDocument.Json(response.Body.Bytes);
        if (!response.IsSuccess) throw SignInErrors.Refused(method, Endpoint, response);

        // RFC 7591 §3.2.1.
        if (document is not { } registered || Text(registered, "client_id") is not { Length: > 0 } clientId)
        {
            throw SignInErrors.InvalidResponse(
                method, Endpoint, "/client_id", "It has no client_id (RFC 7591 §3.2.1).");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [OAuth2Clients.IdField] = clientId };
        if (Text(registered, "client_secret") is { } secret) fields[OAuth2Clients.SecretField] = secret;
        return (method with { ClientAuthentication = RegisteredAuthentication(registered, method) }, fields);
    }

    // RFC 7591 §2.
    private static byte[] CreateMetadata(Connector connector, OAuth2Auth method, Uri? redirectUri)
    {
        var grant = method.Grant == OAuth2Grant.DeviceCode
            ? "urn:ietf:params:oauth:grant-type:device_code"
            : "authorization_code";
        var metadata = new JsonObject
        {
            ["client_name"] = connector.Definition!.Title,
            ["grant_types"] = new JsonArray(grant, "refresh_token"),
            ["token_endpoint_auth_method"] = NameOf(method.ClientAuthentication),
        };
        if (redirectUri is not null)
        {
            metadata["redirect_uris"] = new JsonArray(redirectUri.OriginalString);
            metadata["response_types"] = new JsonArray("code");
        }

        // RFC 8705 §3.4.
        if (method.CertificateBoundTokens) metadata["tls_client_certificate_bound_access_tokens"] = true;
        if (method.Scopes.Count > 0) metadata["scope"] = string.Join(' ', method.Scopes);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) metadata.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string NameOf(OAuth2ClientAuthentication authentication) => authentication switch
    {
        OAuth2ClientAuthentication.Post => "client_secret_post",
        OAuth2ClientAuthentication.None => "none",
        OAuth2ClientAuthentication.ClientSecretJwt => "client_secret_jwt",
        OAuth2ClientAuthentication.TlsClientAuth => "tls_client_auth",
        OAuth2ClientAuthentication.SelfSignedTlsClientAuth => "self_signed_tls_client_auth",
        _ => "client_secret_basic",
    };

    // RFC 7591 §3.2.1: the server may register another authentication method than the requested one.
    private static OAuth2ClientAuthentication RegisteredAuthentication(JsonElement registered, OAuth2Auth method) =>
        ResponseField.Text(ResponseField.Find(registered, "token_endpoint_auth_method")) switch
        {
            "client_secret_basic" => OAuth2ClientAuthentication.Basic,
            "client_secret_post" => OAuth2ClientAuthentication.Post,
            "client_secret_jwt" => OAuth2ClientAuthentication.ClientSecretJwt,
            "tls_client_auth" => OAuth2ClientAuthentication.TlsClientAuth,
            "self_signed_tls_client_auth" => OAuth2ClientAuthentication.SelfSignedTlsClientAuth,
            "none" => OAuth2ClientAuthentication.None,
            _ => method.ClientAuthentication,
        };

    private static string? Text(JsonElement document, string name) =>
        ResponseField.Find(document, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
