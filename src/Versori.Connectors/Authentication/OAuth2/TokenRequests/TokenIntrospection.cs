using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Learns when a token expires from the server that issued it (RFC 7662), where its answer did not say.</summary>
internal sealed class TokenIntrospection(OAuth2Http http, ClientAuthenticator authenticator)
{
    public async Task<TokenResult> CompleteAsync(OAuth2Auth method, TokenRequestDraft asked, Token token, ClientTransport? transport, CancellationToken cancellationToken)
    {
        if (method.IntrospectionUrl is not { } template || token.ExpiresAt is not null) return TokenResult.Success(token);

        OAuth2Answer answer;
        try
        {
            // What the answer before brought along may be where to ask.
            var values = asked.Values.In(asked.Values.Context);
            foreach (var (name, value) in token.Values) values.SetSecret(name, new Secret(value));
            var draft = new TokenRequestDraft(method, values, asked.Client, UrlTemplate.Parse(template).Fill(values));
            draft.Parameters["token"] = token.Values[TokenAnswerReader.AccessToken];
            draft.Parameters["token_type_hint"] = "access_token";
            authenticator.Authenticate(draft);
            using var message = TokenRequestContent.Write(draft, OAuth2RequestFormat.Form, HttpMethod.Post);
            answer = await http.SendAsync(message, "introspection endpoint", method.Id, transport, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // The token is good, and a rotated refresh token exists nowhere else: not knowing its expiry is the lesser evil.
            return TokenResult.Success(token);
        }

        if (!answer.IsSuccess || answer.Body.IsTruncated || AnswerDocument.Json(answer.Body.Bytes) is not { } document) return TokenResult.Success(token);
        // RFC 7662 §2.2: "exp" is a time in seconds since 1970.
        return ExpiryReader.TryRead(AnswerField.Find(document, "exp"), OAuth2ExpiryUnit.UnixSeconds, answer.At, out var expiresAt) && expiresAt is not null
            ? TokenResult.Success(new Token(token.Values, token.ObtainedAt, expiresAt, token.Scopes, token.RefreshExpiresAt))
            : TokenResult.Success(token);
    }
}
