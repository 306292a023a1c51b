using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Finds the expiry of a token by introspection (RFC 7662) if the token response did not include it.
/// </summary>
internal sealed class TokenIntrospection(OAuth2Http http, ClientAuthenticator authenticator)
{
    private const string Endpoint = "introspection endpoint";

    /// <summary>Returns the token with its expiry, or unchanged if the expiry cannot be found.</summary>
    public async Task<TokenResult> AddExpiryAsync(
        OAuth2Auth method,
        TokenRequestDraft tokenRequest,
        Token token,
        ClientTransport? transport,
        CancellationToken cancellationToken)
    {
        if (method.IntrospectionUrl is not { } url || token.ExpiresAt is not null) return TokenResult.Success(token);

        OAuth2Response response;
        try
        {
            response = await SendAsync(method, url, tokenRequest, token, transport, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // The token is valid, and a rotated refresh token is stored nowhere else. An unknown expiry is less harmful
            // than a lost token.
            return TokenResult.Success(token);
        }

        return TokenResult.Success(ReadExpiry(response) is { } expiresAt
            ? new Token(token.Values, token.ObtainedAt, expiresAt, token.Scopes, token.RefreshTokenExpiresAt)
            : token);
    }

    // RFC 7662 §2.1.
    private async Task<OAuth2Response> SendAsync(
        OAuth2Auth method,
        string url,
        TokenRequestDraft tokenRequest,
        Token token,
        ClientTransport? transport,
        CancellationToken cancellationToken)
    {
        // The introspection URL may use values from the token response.
        var values = tokenRequest.Values.WithContext(tokenRequest.Values.Context);
        foreach (var (name, value) in token.Values) values.SetSecret(name, new Secret(value));
        var draft = new TokenRequestDraft(
            method, values, tokenRequest.Client, UrlExpression.Parse(url).Evaluate(values));
        draft.Parameters["token"] = token.Values[TokenResponseReader.AccessToken];
        draft.Parameters["token_type_hint"] = "access_token";
        authenticator.Authenticate(draft);
        using var message = TokenRequestContent.Write(draft, OAuth2RequestFormat.Form, HttpMethod.Post);
        return await http.SendAsync(message, Endpoint, method.Id, transport, cancellationToken).ConfigureAwait(false);
    }

    // RFC 7662 §2.2: "exp" is a time in seconds since 1970.
    private static DateTimeOffset? ReadExpiry(OAuth2Response response)
    {
        if (!response.IsSuccess || response.Body.IsTruncated) return null;
        if (ResponseDocument.Json(response.Body.Bytes) is not { } document) return null;
        var field = ResponseField.Find(document, "exp");
        return ExpiryReader.TryRead(field, OAuth2ExpiryUnit.UnixSeconds, response.At, out var expiresAt)
            ? expiresAt
            : null;
    }
}
