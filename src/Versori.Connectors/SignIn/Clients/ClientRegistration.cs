using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.SignIn;

/// <summary>Registers a client for a connection that has none (RFC 7591), as MCP servers require.</summary>
internal sealed class ClientRegistration(OAuth2Http http)
{
    private const string Endpoint = "registration endpoint";

    /// <param name="connector">The connector.</param>
    /// <param name="method">The method, including the results of discovery.</param>
    /// <param name="server">What the server offers; <see langword="null"/> if it is not known.</param>
    /// <param name="values">The values for the registration URL.</param>
    /// <param name="redirectUri">The redirect URI; <see langword="null"/> for a device.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<(OAuth2Auth Method, IReadOnlyDictionary<string, string> Fields)> RegisterAsync(
        Connector connector,
        OAuth2Auth method,
        RegistrationOptions? server,
        ExpressionValues values,
        Uri? redirectUri,
        CancellationToken cancellationToken)
    {
        var choices = RegistrationAuthentication.Choose(method, server);
        for (var i = 0; ; i++)
        {
            var requested = method with { ClientAuthentication = choices[i] };
            var key = choices[i] == OAuth2ClientAuthentication.PrivateKeyJwt && server is not null
                ? RegisteredKey.Create()
                : null;
            var response = await SendAsync(
                requested, values, CreateMetadata(connector, requested, key, redirectUri), cancellationToken)
                .ConfigureAwait(false);
            var document = response.Body.IsTruncated ? null : ResponseDocument.Json(response.Body.Bytes);
            if (response.IsSuccess) return Read(requested, key, document);
            if (!IsMetadataRefused(document) || i == choices.Count - 1)
            {
                throw SignInErrors.Refused(method, Endpoint, response);
            }
        }
    }

    // RFC 7591 §3.1.
    private async Task<OAuth2Response> SendAsync(
        OAuth2Auth method, ExpressionValues values, byte[] metadata, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, UrlExpression.Parse(method.RegistrationUrl!).Evaluate(values));
        ExternalRequests.MarkIfDiscovered(request, method);
        request.Content = new ByteArrayContent(metadata)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        return await http.SendAsync(request, Endpoint, method.Id, cancellationToken).ConfigureAwait(false);
    }

    // RFC 7591 §3.2.2: a server that lists an authentication method may refuse it to clients that register themselves.
    private static bool IsMetadataRefused(JsonElement? document) =>
        document is { } found && Text(found, "error") == "invalid_client_metadata";

    // RFC 7591 §3.2.1.
    private static (OAuth2Auth Method, IReadOnlyDictionary<string, string> Fields) Read(
        OAuth2Auth method, RegisteredKey? key, JsonElement? document)
    {
        if (document is not { } registered || Text(registered, "client_id") is not { Length: > 0 } clientId)
        {
            throw SignInErrors.InvalidResponse(
                method, Endpoint, "/client_id", "It has no client_id (RFC 7591 §3.2.1).");
        }

        var authentication = RegisteredAuthentication(registered, method);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [OAuth2Clients.IdField] = clientId };
        if (Text(registered, "client_secret") is { } secret) fields[OAuth2Clients.SecretField] = secret;
        if (key is not null && authentication == OAuth2ClientAuthentication.PrivateKeyJwt)
        {
            fields[AssertionWriter.PrivateKeyField] = key.Pem;
        }

        return (method with { ClientAuthentication = authentication }, fields);
    }

    // RFC 7591 §2.
    private static byte[] CreateMetadata(Connector connector, OAuth2Auth method, RegisteredKey? key, Uri? redirectUri)
    {
        var grant = method.Grant == OAuth2Grant.DeviceCode
            ? "urn:ietf:params:oauth:grant-type:device_code"
            : "authorization_code";
        var metadata = new JsonObject
        {
            ["client_name"] = connector.Definition!.Title,
            ["grant_types"] = new JsonArray(grant, "refresh_token"),
            ["token_endpoint_auth_method"] =
                ClientAuthenticationNames.Of(method.ClientAuthentication) ?? "client_secret_basic",

            // OpenID Connect Dynamic Client Registration §2: the default is web, which excludes loopback redirects.
            ["application_type"] = IsNative(redirectUri) ? "native" : "web",
        };
        if (redirectUri is not null)
        {
            metadata["redirect_uris"] = new JsonArray(redirectUri.OriginalString);
            metadata["response_types"] = new JsonArray("code");
        }

        if (key is not null) metadata["jwks"] = key.KeySet;

        // RFC 8705 §3.4.
        if (method.CertificateBoundTokens) metadata["tls_client_certificate_bound_access_tokens"] = true;
        if (method.Scopes.Count > 0) metadata["scope"] = string.Join(' ', method.Scopes);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) metadata.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    // RFC 8252 §7: native applications are redirected to the local machine or to a scheme of their own.
    private static bool IsNative(Uri? redirectUri) =>
        redirectUri is null || redirectUri.IsLoopback || redirectUri.Scheme != Uri.UriSchemeHttps;

    // RFC 7591 §3.2.1: the server may register another authentication method than the requested one.
    private static OAuth2ClientAuthentication RegisteredAuthentication(JsonElement registered, OAuth2Auth method)
    {
        var name = ResponseField.Text(ResponseField.Find(registered, "token_endpoint_auth_method"));
        var authentication = ClientAuthenticationNames.Parse(name) ?? method.ClientAuthentication;
        // A client without a secret cannot sign with it.
        var lacksSecret = authentication == OAuth2ClientAuthentication.ClientSecretJwt
            && Text(registered, "client_secret") is null;
        return lacksSecret ? OAuth2ClientAuthentication.None : authentication;
    }

    private static string? Text(JsonElement document, string name) =>
        ResponseField.Find(document, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
