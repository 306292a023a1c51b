using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth1;

/// <summary>Renews a token with the session handle that came with it (OAuth Session 1.0 §5), where one did.</summary>
internal sealed class OAuth1TokenSource(OAuth1Auth method, OAuth1Requester requester, TimeProvider time) : ITokenSource
{
    // OAuth Problem Reporting: after these only signing in again helps.
    private static readonly HashSet<string> FinalProblems = new(StringComparer.Ordinal)
    {
        "token_rejected", "token_revoked", "token_expired", "permission_denied", "permission_unknown", "user_refused",
    };

    public TimeSpan? RenewalMargin => null;

    // A token that was given before the method had a place to ask for others is among the fields.
    public bool CanRequest(TemplateValues values, Token? current) => current is null
        ? OAuth1Signers.Field(values, OAuth1Token.Token) is not null
        : current.Values.ContainsKey(OAuth1Token.SessionHandle) && !(current.RefreshExpiresAt <= time.GetUtcNow());

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Current is not { } current) return TokenResult.Success(OAuth1Token.Given(method, name => OAuth1Signers.Field(request.Values, name), time.GetUtcNow()));
        var signer = OAuth1Signers.For(method, request.Values, current.Values[OAuth1Token.Token], current.Values.GetValueOrDefault(OAuth1Token.TokenSecret));
        try
        {
            var answer = await requester.SendAsync(
                OAuth1Token.Endpoint,
                method,
                method.TokenUrl!,
                request.Values,
                signer,
                method.TokenParameters,
                [new("oauth_session_handle", current.Values[OAuth1Token.SessionHandle])],
                cancellationToken).ConfigureAwait(false);
            return TokenResult.Success(OAuth1Token.Read(method, answer, callback: null, current));
        }
        catch (ConnectorException exception)
        {
            return exception.Error.Related.Any(FinalProblems.Contains) ? TokenResult.Final(exception.Error) : TokenResult.Failed(exception.Error);
        }
    }
}
