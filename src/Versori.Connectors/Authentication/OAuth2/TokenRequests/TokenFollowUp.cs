using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Exchanges a new token for another one if the system requires it (<see cref="OAuth2FollowUpRequest"/>).
/// </summary>
internal sealed class TokenFollowUp(OAuth2Http http)
{
    private const string Endpoint = "follow-up of the token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="settings">The request.</param>
    /// <param name="tokenRequest">The token request that it follows.</param>
    /// <param name="context">The source of time and nonce. The follow-up is a separate request and has its own.</param>
    /// <param name="token">The token that it exchanges.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenResult> SendAsync(
        OAuth2Auth method,
        OAuth2FollowUpRequest settings,
        TokenRequestDraft tokenRequest,
        ExpressionContext context,
        Token token,
        CancellationToken cancellationToken)
    {
        var values = tokenRequest.Values.WithContext(context.Snapshot());
        foreach (var (name, value) in token.Values) values.SetSecret(name, new Secret(value));
        var url = UrlExpression.Parse(settings.Url).Evaluate(values);
        var followUpMethod = method with { TokenResponse = settings.TokenResponse };
        var draft = new TokenRequestDraft(followUpMethod, values, tokenRequest.Client, url);
        draft.AddParameters(settings.Parameters);
        draft.AddHeaders(settings.Headers);

        using var message = TokenRequestContent.Write(draft, settings.Format, HttpMethod.Parse(settings.Method));
        var response = await http.SendAsync(message, Endpoint, method.Id, cancellationToken).ConfigureAwait(false);
        var refreshToken = token.Values.GetValueOrDefault(TokenResponseReader.RefreshToken);
        return TokenResponseReader.Read(response, draft, token, refreshToken, callback: null);
    }

    /// <summary>
    /// Makes the captures of the token response optional if there is a follow-up, whose response may have the values
    /// instead.
    /// </summary>
    public static OAuth2Auth WithOptionalCaptures(OAuth2Auth method) => method.FollowUpRequest is null
        ? method
        : method with { Captures = [.. method.Captures.Select(capture => capture with { Optional = true })] };
}
