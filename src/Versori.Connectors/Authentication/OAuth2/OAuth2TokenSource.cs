using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Chooses the grant of a token request that needs no person to sign in.</summary>
internal sealed class OAuth2TokenSource(
    OAuth2Auth method,
    TokenRequester requester,
    TokenRevocation revocation,
    AssertionWriter assertions,
    SamlAssertionWriter samlAssertions,
    TimeProvider time) : ITokenSource
{
    public TimeSpan? RefreshMargin => method.RefreshMargin;

    public bool CanRequestToken(ExpressionValues values, Token? current)
    {
        if (method.TokenUrl is null) return false;
        return RefreshGrant(values, current) is not null || ConfiguredGrant(values) is not null;
    }

    // Without a grant that needs no person, the refresh token decides; without a refresh token, the access token.
    public DateTimeOffset? UsableUntil(ExpressionValues values, Token token)
    {
        if (!CanRequestToken(values, token)) return token.ExpiresAt;
        return ConfiguredGrant(values) is null ? token.RefreshTokenExpiresAt : null;
    }

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var configured = ConfiguredGrant(request.Values);
        // RFC 6749 §4.4.3: client credentials have no refresh token, so each refresh repeats the grant.
        var repeatsGrant = configured is ClientCredentialsGrant || method.RefreshGrant is not null;
        var refresh = repeatsGrant ? null : RefreshGrant(request.Values, request.Current);
        var result = await RequestAsync(request, (TokenGrant?)refresh ?? configured!, cancellationToken)
            .ConfigureAwait(false);
        // If the refresh token is refused, fall back to the configured grant and return its result.
        var canFallBack = refresh is not null && configured is not null;
        return result.IsPermanent && canFallBack
            ? await RequestAsync(request, configured!, cancellationToken).ConfigureAwait(false)
            : result;
    }

    public Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) =>
        revocation.RevokeAsync(method, request, cancellationToken);

    private Task<TokenResult> RequestAsync(
        TokenRequest request, TokenGrant grant, CancellationToken cancellationToken) =>
        requester.RequestAsync(method, request, grant, callback: null, cancellationToken);

    // RFC 6749 §6.
    private RefreshTokenGrant? RefreshGrant(ExpressionValues values, Token? current)
    {
        if (current?.RefreshTokenExpiresAt <= time.GetUtcNow()) return null;
        var refreshToken = current?.Values.GetValueOrDefault(TokenResponseReader.RefreshToken)
            ?? FindValue(values, TokenResponseReader.RefreshToken);
        return refreshToken is null
            ? null
            : new(refreshToken, current?.Values.GetValueOrDefault(RefreshTokenGrant.RedirectUriName));
    }

    private TokenGrant? ConfiguredGrant(ExpressionValues values) => (method.RefreshGrant ?? method.Grant) switch
    {
        OAuth2Grant.ClientCredentials => new ClientCredentialsGrant(),
        OAuth2Grant.Password when FindValue(values, "username") is not null => new PasswordGrant(),
        OAuth2Grant.JwtBearer => new JwtBearerGrant(assertions),
        OAuth2Grant.SamlBearer when method.SamlAssertion is not null
            || FindValue(values, SamlBearerGrant.AssertionField) is not null => new SamlBearerGrant(samlAssertions),
        OAuth2Grant.TokenExchange when FindValue(values, "subjectToken") is not null => new TokenExchangeGrant(),
        _ => null,
    };

    private static string? FindValue(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;
}
