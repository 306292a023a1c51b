using Versori.Connectors.Authentication.OAuth2.Grants;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Sends token requests (RFC 6749 §3.2). The steps run in this order: client, grant, further parameters, request,
/// response, follow-up, expiry.
/// </summary>
internal sealed class TokenRequester(
    OAuth2Http http,
    OAuth2Clients clients,
    ClientAuthenticator authenticator,
    TokenIntrospection introspection,
    TokenFollowUp followUp,
    DpopProofs proofs)
{
    private const string Endpoint = "token endpoint";

    /// <param name="method">The method.</param>
    /// <param name="request">The connector, the values and the current token.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="callback">The parameters of the callback, for a sign-in.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<TokenResult> RequestAsync(
        OAuth2Auth method,
        TokenRequest request,
        TokenGrant grant,
        IReadOnlyDictionary<string, string>? callback,
        CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(method, request.ConnectorId, request.Values, cancellationToken)
            .ConfigureAwait(false);
        var values = CaptureReader.WithCallback(method, OAuth2Clients.With(request.Values, client), callback);
        var isRefresh = grant is RefreshTokenGrant;
        var url = UrlExpression.Parse((isRefresh ? method.RefreshUrl : null) ?? method.TokenUrl!).Evaluate(values);
        CertificateRules.RequireCertificate(request.Transport, method, url);

        var key = method.UseDpop ? DpopKey.Of(request.Current) : null;
        var attempt = new Attempt(method, values, client, url, grant, key, request.Transport);
        var (draft, response) = await SendAsync(attempt, nonce: null, cancellationToken).ConfigureAwait(false);
        // RFC 9449 §8: an error with a nonce asks for a proof with that nonce; it is not a refusal.
        if (key is not null && !response.IsSuccess && DpopProofs.Nonce(response.Headers) is { } nonce)
        {
            (draft, response) = await SendAsync(attempt, nonce, cancellationToken).ConfigureAwait(false);
        }

        var result = TokenResponseReader.Read(response, draft, request.Current, grant.RefreshToken, callback);
        if (result.IsSuccess && FollowUpOf(method, isRefresh) is { } settings)
        {
            result = await followUp
                .SendAsync(method, settings, draft, values.Context, result.Token, cancellationToken)
                .ConfigureAwait(false);
        }

        if (!result.IsSuccess) return result;
        var token = key is null ? result.Token : key.AddTo(result.Token);
        return await introspection.AddExpiryAsync(method, draft, token, request.Transport, cancellationToken)
            .ConfigureAwait(false);
    }

    // Each attempt builds its own request, because an assertion can be used once. Time and nonce are the same
    // everywhere within an attempt.
    private async Task<(TokenRequestDraft Draft, OAuth2Response Response)> SendAsync(
        Attempt attempt, string? nonce, CancellationToken cancellationToken)
    {
        var method = attempt.Method;
        var isRefresh = attempt.Grant is RefreshTokenGrant;
        var httpMethod = (isRefresh ? method.RefreshRequestMethod : null) ?? method.TokenRequestMethod;
        var format = (isRefresh ? method.RefreshRequestFormat : null) ?? method.TokenRequestFormat;
        var draft = CreateDraft(attempt);
        // RFC 9449 §5.
        if (attempt.Key is { } key)
        {
            draft.Headers[DpopProofs.Header] = proofs.Create(key, httpMethod, attempt.Url, nonce);
        }

        using var message = TokenRequestContent.Write(draft, format, HttpMethod.Parse(httpMethod));
        var response = await http.SendAsync(message, Endpoint, method.Id, attempt.Transport, cancellationToken)
            .ConfigureAwait(false);
        return (draft, response);
    }

    private TokenRequestDraft CreateDraft(Attempt attempt)
    {
        var method = TokenFollowUp.WithOptionalCaptures(attempt.Method);
        var values = attempt.Values.WithContext(attempt.Values.Context.Snapshot());
        var draft = new TokenRequestDraft(method, values, attempt.Client, attempt.Url);
        attempt.Grant.Fill(draft);
        // RFC 8707 §2.2.
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        // RFC 6749 §2.3.
        authenticator.Authenticate(draft);
        AddMethodParameters(draft, attempt.Grant is RefreshTokenGrant);
        return draft;
    }

    private static void AddMethodParameters(TokenRequestDraft draft, bool isRefresh)
    {
        var method = draft.Method;
        draft.AddParameters(isRefresh
            ? method.TokenParameters.Where(parameter => parameter.Key != "grant_type")
            : method.TokenParameters);
        if (isRefresh) draft.AddParameters(method.RefreshParameters);
        foreach (var (name, expression) in isRefresh
            ? method.TokenHeaders.Concat(method.RefreshHeaders)
            : method.TokenHeaders)
        {
            draft.Headers[name] = draft.Fill(expression, ValuePosition.HeaderValue);
        }
    }

    private static OAuth2FollowUpRequest? FollowUpOf(OAuth2Auth method, bool isRefresh) =>
        method.FollowUpRequest is { } settings && !(isRefresh && settings.SkipAfterRefresh) ? settings : null;

    private sealed class Attempt(
        OAuth2Auth method,
        ExpressionValues values,
        OAuth2Client client,
        Uri url,
        TokenGrant grant,
        DpopKey? key,
        ClientTransport? transport)
    {
        public OAuth2Auth Method => method;

        public ExpressionValues Values => values;

        public OAuth2Client Client => client;

        public Uri Url => url;

        public TokenGrant Grant => grant;

        public DpopKey? Key => key;

        public ClientTransport? Transport => transport;
    }
}
