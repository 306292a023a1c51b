using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Revokes tokens at the server that issued them (RFC 7009).</summary>
internal sealed class TokenRevocation(OAuth2Http http, OAuth2Clients clients, ClientAuthenticator authenticator)
{
    private const string Endpoint = "revocation endpoint";

    // The refresh token is revoked first, because it is valid for longer (RFC 7009 §2.1).
    private static readonly (string Name, string Hint)[] Tokens =
    [
        (TokenResponseReader.RefreshToken, "refresh_token"),
        (TokenResponseReader.AccessToken, "access_token"),
    ];

    /// <summary>Revokes the refresh token and the access token.</summary>
    /// <returns>The error of the last token that was not revoked; <see langword="null"/> on success.</returns>
    public async Task<ConnectorError?> RevokeAsync(
        OAuth2Auth method, TokenRequest request, CancellationToken cancellationToken)
    {
        if (method.RevocationUrl is not { } url || request.Current is not { } token) return null;

        ConnectorError? failure = null;
        var client = await clients.FindAsync(method, request.ConnectorId, request.Values, cancellationToken)
            .ConfigureAwait(false);
        var values = OAuth2Clients.With(request.Values, client);
        foreach (var (name, hint) in Tokens)
        {
            if (!token.Values.TryGetValue(name, out var text)) continue;
            var draft = new TokenRequestDraft(method, values, client, UrlExpression.Parse(url).Evaluate(values));
            draft.Parameters["token"] = text;
            draft.Parameters["token_type_hint"] = hint;
            authenticator.Authenticate(draft);
            using var message = TokenRequestContent.Write(draft, OAuth2RequestFormat.Form, HttpMethod.Post);
            var response = await http.SendAsync(message, Endpoint, method.Id, request.Transport, cancellationToken)
                .ConfigureAwait(false);
            // RFC 7009 §2.2: the server returns status 200 for an unknown token as well.
            if (!response.IsSuccess) failure = NotRevoked(method, response, hint);
        }

        return failure;
    }

    private static ConnectorError NotRevoked(OAuth2Auth method, OAuth2Response response, string hint) => new()
    {
        Code = response.IsTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.CredentialRefused,
        Message = $"The {Endpoint} of '{method.Id}' did not revoke the {hint}: "
            + $"it returned status {(int)response.Status}.",
        Location = method.Id,
        IsTransient = response.IsTransient,
    };
}
