using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Chooses the grant that a token is asked for with, without anybody's help.</summary>
internal sealed class OAuth2TokenSource(OAuth2Auth method, TokenRequester requester, TokenRevocation revocation, AssertionWriter assertions, TimeProvider time) : ITokenSource
{
    public TimeSpan? RenewalMargin => method.RenewalMargin;

    public bool CanRequest(TemplateValues values, Token? current) =>
        method.TokenUrl is not null && (RefreshGrant(values, current) is not null || OwnGrant(values) is not null);

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var own = OwnGrant(request.Values);
        // RFC 6749 §4.4.3: client credentials come without a refresh token; asking again is the renewal.
        var refresh = own is ClientCredentialsGrant ? null : RefreshGrant(request.Values, request.Current);
        var result = await requester.RequestAsync(method, request, (TokenGrant?)refresh ?? own!, callback: null, cancellationToken).ConfigureAwait(false);
        // A refresh token that has ended is not the end where there is more to ask with; the answer to that decides.
        return result.IsFinal && refresh is not null && own is not null
            ? await requester.RequestAsync(method, request, own, callback: null, cancellationToken).ConfigureAwait(false)
            : result;
    }

    public Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) =>
        revocation.RevokeAsync(method, request, cancellationToken);

    private RefreshTokenGrant? RefreshGrant(TemplateValues values, Token? current)
    {
        if (current?.RefreshExpiresAt <= time.GetUtcNow()) return null;
        return (current?.Values.GetValueOrDefault(TokenAnswerReader.RefreshToken) ?? Given(values, TokenAnswerReader.RefreshToken)) is { } token
            ? new(token)
            : null;
    }

    private TokenGrant? OwnGrant(TemplateValues values) => method.Grant switch
    {
        OAuth2Grant.ClientCredentials => new ClientCredentialsGrant(),
        OAuth2Grant.Password when Given(values, "username") is not null => new PasswordGrant(),
        OAuth2Grant.JwtBearer => new JwtBearerGrant(assertions),
        OAuth2Grant.TokenExchange when Given(values, "subjectToken") is not null => new TokenExchangeGrant(),
        _ => null,
    };

    private static string? Given(TemplateValues values, string name) => values.TryGet(name, out var value) ? value.Text : null;
}
