using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authorizing;

/// <summary>Registers a client for a connection that has none (RFC 7591), as MCP servers expect it.</summary>
internal sealed class ClientRegistration(OAuth2Http http)
{
    private const string What = "registration endpoint";

    public async Task<(OAuth2Auth Method, IReadOnlyDictionary<string, string> Fields)> RegisterAsync(
        Connector connector, OAuth2Auth method, TemplateValues values, Uri? redirectUri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, UrlTemplate.Parse(method.RegistrationUrl!).Fill(values));
        request.Content = new ByteArrayContent(Metadata(connector, method, redirectUri)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var answer = await http.SendAsync(request, What, method.Id, cancellationToken).ConfigureAwait(false);
        var document = answer.Body.IsTruncated ? null : AnswerDocument.Json(answer.Body.Bytes);
        if (!answer.IsSuccess) throw AuthorizationErrors.Refused(method, What, answer);
        // RFC 7591 §3.2.1.
        if (document is not { } registered || AnswerField.Find(registered, "client_id") is not { ValueKind: JsonValueKind.String } id || id.GetString() is not { Length: > 0 } clientId)
        {
            throw AuthorizationErrors.NotUnderstood(method, What, "/client_id", "It has no client_id (RFC 7591 §3.2.1).");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [OAuth2Clients.Id] = clientId };
        if (AnswerField.Find(registered, "client_secret") is { ValueKind: JsonValueKind.String } secret) fields[OAuth2Clients.SecretField] = secret.GetString()!;
        return (method with { ClientAuthentication = Authentication(registered, method) }, fields);
    }

    // RFC 7591 §2.
    private static byte[] Metadata(Connector connector, OAuth2Auth method, Uri? redirectUri)
    {
        var isDevice = method.Grant == OAuth2Grant.DeviceCode;
        var metadata = new JsonObject
        {
            ["client_name"] = connector.Definition!.Title,
            ["grant_types"] = new JsonArray(isDevice ? "urn:ietf:params:oauth:grant-type:device_code" : "authorization_code", "refresh_token"),
            ["token_endpoint_auth_method"] = Name(method.ClientAuthentication),
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

    private static string Name(OAuth2ClientAuthentication authentication) => authentication switch
    {
        OAuth2ClientAuthentication.Post => "client_secret_post",
        OAuth2ClientAuthentication.None => "none",
        OAuth2ClientAuthentication.ClientSecretJwt => "client_secret_jwt",
        OAuth2ClientAuthentication.TlsClientAuth => "tls_client_auth",
        OAuth2ClientAuthentication.SelfSignedTlsClientAuth => "self_signed_tls_client_auth",
        _ => "client_secret_basic",
    };

    // The server may choose another way than was asked for (RFC 7591 §3.2.1).
    private static OAuth2ClientAuthentication Authentication(JsonElement registered, OAuth2Auth method) =>
        AnswerField.Text(AnswerField.Find(registered, "token_endpoint_auth_method")) switch
        {
            "client_secret_basic" => OAuth2ClientAuthentication.Basic,
            "client_secret_post" => OAuth2ClientAuthentication.Post,
            "client_secret_jwt" => OAuth2ClientAuthentication.ClientSecretJwt,
            "tls_client_auth" => OAuth2ClientAuthentication.TlsClientAuth,
            "self_signed_tls_client_auth" => OAuth2ClientAuthentication.SelfSignedTlsClientAuth,
            "none" => OAuth2ClientAuthentication.None,
            _ => method.ClientAuthentication,
        };
}
