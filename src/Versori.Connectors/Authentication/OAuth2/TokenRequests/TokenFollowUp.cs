using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Exchanges a token that was just obtained, where the system wants that (<see cref="OAuth2FollowUp"/>).</summary>
internal sealed class TokenFollowUp(OAuth2Http http)
{
    private const string What = "follow-up of the token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="settings">The request.</param>
    /// <param name="before">The token request that it follows.</param>
    /// <param name="context">Where time and nonce come from: it is another request.</param>
    /// <param name="token">The token that it exchanges.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenResult> SendAsync(
        OAuth2Auth method, OAuth2FollowUp settings, TokenRequestDraft before, TemplateContext context, Token token, CancellationToken cancellationToken)
    {
        var values = before.Values.In(context.Freeze());
        foreach (var (name, value) in token.Values) values.SetSecret(name, new Secret(value));
        var url = UrlTemplate.Parse(settings.Url).Fill(values);
        var draft = new TokenRequestDraft(method with { TokenAnswer = settings.TokenAnswer }, values, before.Client, url);
        draft.AddTemplates(settings.Parameters);
        foreach (var (name, template) in settings.Headers) draft.Headers[name] = draft.Fill(template, TemplatePosition.HeaderValue);
        using var message = TokenRequestContent.Write(draft, settings.Format, HttpMethod.Parse(settings.Method));
        var answer = await http.SendAsync(message, What, draft.Method.Id, cancellationToken).ConfigureAwait(false);
        return TokenAnswerReader.Read(answer, draft, token, token.Values.GetValueOrDefault(TokenAnswerReader.RefreshToken), callback: null);
    }

    /// <summary>The method as the answer before sees it: what it does not bring along, the next one may.</summary>
    public static OAuth2Auth Before(OAuth2Auth method) => method.FollowUp is null
        ? method
        : method with { Captures = [.. method.Captures.Select(capture => capture with { Optional = true })] };
}
