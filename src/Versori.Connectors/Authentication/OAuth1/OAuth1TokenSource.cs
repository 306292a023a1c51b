using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Refreshes a token with its session handle, if it has one (OAuth Session 1.0 §5).</summary>
internal sealed class OAuth1TokenSource(OAuth1Auth method, OAuth1Requester requester, TimeProvider time) : ITokenSource
{
    // OAuth Problem Reporting: after these problems, the person must sign in again.
    private static readonly HashSet<string> FinalProblems = new(StringComparer.Ordinal)
    {
        "token_rejected", "token_revoked", "token_expired", "permission_denied", "permission_unknown", "user_refused",
    };

    public TimeSpan? RefreshMargin => null;

    // A token that was given before the method had a token URL is among the fields.
    public bool CanRequestToken(ExpressionValues values, Token? current) => current is null
        ? OAuth1Signers.Field(values, OAuth1Token.Token) is not null
        : current.Values.ContainsKey(OAuth1Token.SessionHandle) && !(current.RefreshTokenExpiresAt <= time.GetUtcNow());

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Current is not { } current)
        {
            var token = OAuth1Token.FromFields(
                method, name => OAuth1Signers.Field(request.Values, name), time.GetUtcNow());
            return TokenResult.Success(token);
        }

        var tokenSecret = current.Values.GetValueOrDefault(OAuth1Token.TokenSecret);
        var signer = OAuth1Signers.For(method, request.Values, current.Values[OAuth1Token.Token], tokenSecret);
        try
        {
            return TokenResult.Success(
                await RefreshAsync(request.Values, current, signer, cancellationToken).ConfigureAwait(false));
        }
        catch (ConnectorException exception)
        {
            return exception.Error.Related.Any(FinalProblems.Contains)
                ? TokenResult.PermanentFailure(exception.Error)
                : TokenResult.TransientFailure(exception.Error);
        }
    }

    // OAuth Session 1.0 §5.
    private async Task<Token> RefreshAsync(
        ExpressionValues values, Token current, OAuth1Signer signer, CancellationToken cancellationToken)
    {
        var response = await requester.SendAsync(
            OAuth1Token.Endpoint,
            method,
            method.TokenUrl!,
            values,
            signer,
            method.TokenParameters,
            [new("oauth_session_handle", current.Values[OAuth1Token.SessionHandle])],
            cancellationToken).ConfigureAwait(false);
        return OAuth1Token.Read(method, response, callback: null, current);
    }
}
