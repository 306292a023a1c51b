using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Ends tokens at the server that issued them (RFC 7009).</summary>
internal sealed class TokenRevocation(OAuth2Http http, OAuth2Clients clients, ClientAuthenticator authenticator)
{
    /// <summary>Revokes refresh and access token. The refresh token goes first: it is the one that lives on (RFC 7009 §2.1).</summary>
    public async Task<ConnectorError?> RevokeAsync(OAuth2Auth method, TokenRequest request, CancellationToken cancellationToken)
    {
        if (method.RevocationUrl is not { } template || request.Current is not { } token) return null;

        ConnectorError? failure = null;
        var client = await clients.FindAsync(method, request.ConnectorId, request.Values, cancellationToken).ConfigureAwait(false);
        var values = OAuth2Clients.With(request.Values, client);
        foreach (var (name, hint) in new[] { (TokenAnswerReader.RefreshToken, "refresh_token"), (TokenAnswerReader.AccessToken, "access_token") })
        {
            if (!token.Values.TryGetValue(name, out var text)) continue;
            var draft = new TokenRequestDraft(method, values, client, UrlTemplate.Parse(template).Fill(values));
            draft.Parameters["token"] = text;
            draft.Parameters["token_type_hint"] = hint;
            authenticator.Authenticate(draft);
            using var message = TokenRequestContent.Write(draft, OAuth2RequestFormat.Form, HttpMethod.Post);
            var answer = await http.SendAsync(message, "revocation endpoint", method.Id, request.Transport, cancellationToken).ConfigureAwait(false);
            // RFC 7009 §2.2: a token that the server does not know is revoked all the same, with status 200.
            if (!answer.IsSuccess) failure = Refused(method, answer, hint);
        }

        return failure;
    }

    private static ConnectorError Refused(OAuth2Auth method, OAuth2Answer answer, string hint) => new()
    {
        Code = answer.IsTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
        Message = $"The revocation endpoint of '{method.Id}' did not revoke the {hint}: it answered with status {(int)answer.Status}.",
        Location = method.Id,
        IsTransient = answer.IsTransient,
    };
}
