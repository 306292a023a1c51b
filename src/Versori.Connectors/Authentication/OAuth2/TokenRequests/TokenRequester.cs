using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>Sends token requests (RFC 6749 §3.2): client, grant, extras, request, answer, expiry, in this order.</summary>
internal sealed class TokenRequester(OAuth2Http http, OAuth2Clients clients, ClientAuthenticator authenticator, TokenIntrospection introspection, TokenFollowUp followUp, DpopProofs proofs)
{
    private const string What = "token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="request">What there is to ask with.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="callback">The parameters with which a person came back, if somebody did.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenResult> RequestAsync(
        OAuth2Auth method, TokenRequest request, TokenGrant grant, IReadOnlyDictionary<string, string>? callback, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(method, request.ConnectorId, request.Values, cancellationToken).ConfigureAwait(false);
        var values = CaptureReader.WithCallback(method, OAuth2Clients.With(request.Values, client), callback);
        var isRefresh = grant is RefreshTokenGrant;
        var url = UrlTemplate.Parse((isRefresh ? method.RefreshUrl : null) ?? method.TokenUrl!).Fill(values);
        CertificateRules.RefuseWithout(request.Transport, method, url);
        var verb = (isRefresh ? method.RefreshRequestMethod : null) ?? method.TokenRequestMethod;
        var format = (isRefresh ? method.RefreshRequestFormat : null) ?? method.TokenRequestFormat;
        var key = method.Dpop ? DpopKey.Of(request.Current) : null;
        string? nonce = null;
        for (var attempt = 0; ; attempt++)
        {
            // An assertion is good once: each attempt makes its own. Within it, time and nonce are the same wherever they stand.
            var draft = Draft(TokenFollowUp.Before(method), values.In(values.Context.Freeze()), client, url, grant);
            if (key is not null) draft.Headers[DpopProofs.Header] = proofs.Create(key, verb, url, nonce);
            using var message = TokenRequestContent.Write(draft, format, HttpMethod.Parse(verb));
            var answer = await http.SendAsync(message, What, method.Id, request.Transport, cancellationToken).ConfigureAwait(false);
            // RFC 9449 §8: the server names the nonce that it wants; that is not a refusal.
            if (key is not null && attempt == 0 && !answer.IsSuccess && DpopProofs.Nonce(answer.Headers) is { } wanted)
            {
                nonce = wanted;
                continue;
            }

            var result = TokenAnswerReader.Read(answer, draft, request.Current, grant.RefreshToken, callback);
            if (result.IsSuccess && method.FollowUp is { } next && !(isRefresh && next.SkipAfterRefresh)) result = await followUp.SendAsync(method, next, draft, values.Context, result.Token, cancellationToken).ConfigureAwait(false);
            if (!result.IsSuccess) return result;
            var token = key is null ? result.Token : key.AddTo(result.Token);
            return await introspection.CompleteAsync(method, draft, token, request.Transport, cancellationToken).ConfigureAwait(false);
        }
    }

    private TokenRequestDraft Draft(OAuth2Auth method, TemplateValues values, OAuth2Client client, Uri url, TokenGrant grant)
    {
        var draft = new TokenRequestDraft(method, values, client, url);
        grant.Fill(draft);
        // RFC 8707 §2.2.
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        authenticator.Authenticate(draft);
        var isRefresh = grant is RefreshTokenGrant;
        draft.AddTemplates(isRefresh ? method.TokenParameters.Where(parameter => parameter.Key != "grant_type") : method.TokenParameters);
        if (isRefresh) draft.AddTemplates(method.RefreshParameters);
        foreach (var (name, template) in isRefresh ? method.TokenHeaders.Concat(method.RefreshHeaders) : method.TokenHeaders)
        {
            draft.Headers[name] = draft.Fill(template, TemplatePosition.HeaderValue);
        }

        return draft;
    }
}
