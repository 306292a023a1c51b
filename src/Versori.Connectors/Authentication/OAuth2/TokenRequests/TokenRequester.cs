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
    DpopProofs proofs,
    DpopNonces nonces)
{
    private const string Endpoint = "token endpoint";

    /// <summary>How often a request is repeated because the server has a new nonce.</summary>
    private const int MaximumNonces = 3;

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
        var values = WithGrant(
            CaptureReader.WithCallback(method, OAuth2Clients.With(request.Values, client), callback), grant, callback);
        var isRefresh = grant is RefreshTokenGrant;
        var url = UrlExpression.Parse((isRefresh ? method.RefreshUrl : null) ?? method.TokenUrl!).Evaluate(values);
        CertificateRules.RequireCertificate(request.Transport, method, url);

        var key = method.UseDpop ? DpopKey.Of(request.Current) : null;
        var attempt = new Attempt(method, values, client, url, grant, key, request);
        var (draft, response) = await SendWithNonceAsync(attempt, cancellationToken).ConfigureAwait(false);

        var result = TokenResponseReader.Read(response, draft, request.Current, grant.RefreshToken, callback);
        if (result.IsSuccess && FollowUpOf(method, isRefresh) is { } settings)
        {
            result = await FollowAsync(
                method, settings, draft, values, request.Current, result.Token, cancellationToken)
                .ConfigureAwait(false);
        }

        if (!result.IsSuccess) return result;
        var isBound = key is not null && TokenResponseReader.IsBound(draft.Method, response);
        var token = isBound ? key!.AddTo(result.Token) : result.Token;
        if (method.IncludeRedirectUriOnRefresh && grant.RedirectUri is { } redirectUri)
        {
            token = token.With(RefreshTokenGrant.RedirectUriName, redirectUri);
        }

        result = await introspection.AddExpiryAsync(method, draft, token, request.Transport, cancellationToken)
            .ConfigureAwait(false);
        return result.IsSuccess ? TokenResult.Success(TokenExpiry.WithOwnExpiry(result.Token)) : result;
    }

    // RFC 9449 §8: an error with a nonce asks for a proof with that nonce; it is not a refusal, and the grant was not
    // used. The server may change its nonce in between.
    private async Task<(TokenRequestDraft Draft, OAuth2Response Response)> SendWithNonceAsync(
        Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Key is not { } key) return await SendAsync(attempt, null, cancellationToken).ConfigureAwait(false);
        var servers = nonces.Of(key, isAuthorizationServer: true);
        var nonce = servers.Find(attempt.Url);
        for (var repeats = 0; ; repeats++)
        {
            var (draft, response) = await SendAsync(attempt, nonce, cancellationToken).ConfigureAwait(false);
            var provided = DpopProofs.Nonce(response.Headers);
            if (provided is not null) servers.Adopt(attempt.Url, nonce, provided);
            var canRepeat = provided is not null && provided != nonce && repeats < MaximumNonces;
            if (!canRepeat || !RequiresNonce(response)) return (draft, response);
            nonce = provided;
        }
    }

    private static bool RequiresNonce(OAuth2Response response) =>
        !response.IsSuccess
        && !response.Body.IsTruncated
        && ResponseDocument.Json(response.Body.Bytes) is { } document
        && ResponseField.Text(ResponseField.Find(document, "error")) == "use_dpop_nonce";

    // The token that is exchanged may have brought a new refresh token, which is kept if the exchange fails.
    private async Task<TokenResult> FollowAsync(
        OAuth2Auth method,
        OAuth2FollowUpRequest settings,
        TokenRequestDraft draft,
        ExpressionValues values,
        Token? current,
        Token token,
        CancellationToken cancellationToken)
    {
        TokenResult result;
        try
        {
            result = await followUp.SendAsync(method, settings, draft, values.Context, token, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            result = TokenResult.TransientFailure(exception.Error);
        }

        return result.IsSuccess ? result : result.With(RotatedBy(current, result.Rotated ?? token));
    }

    private static Token? RotatedBy(Token? current, Token latest)
    {
        const string Name = TokenResponseReader.RefreshToken;
        if (current is null || latest.Values.GetValueOrDefault(Name) is not { } refreshToken) return null;
        return current.Values.GetValueOrDefault(Name) == refreshToken
            ? null
            : current.WithRefreshToken(Name, refreshToken, latest.RefreshTokenExpiresAt);
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

        if (attempt.BeforeSpending is { } confirm) await confirm(cancellationToken).ConfigureAwait(false);
        using var message = TokenRequestContent.Write(draft, format, HttpMethod.Parse(httpMethod));
        var response = await http.SendAsync(message, Endpoint, method.Id, attempt.Transport, cancellationToken)
            .ConfigureAwait(false);
        return (draft, response);
    }

    private TokenRequestDraft CreateDraft(Attempt attempt)
    {
        var isRefresh = attempt.Grant is RefreshTokenGrant;
        var method = WithResponse(TokenFollowUp.WithOptionalCaptures(attempt.Method), isRefresh);
        var values = attempt.Values.WithContext(attempt.Values.Context.Snapshot());
        var draft = new TokenRequestDraft(method, values, attempt.Client, attempt.Url);
        attempt.Grant.Fill(draft);
        // RFC 8707 §2.2.
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        // RFC 6749 §2.3.
        authenticator.Authenticate(draft);
        AddMethodParameters(draft, attempt.Grant);
        return draft;
    }

    private static OAuth2Auth WithResponse(OAuth2Auth method, bool isRefresh) =>
        isRefresh && method.RefreshResponse is { } response ? method with { TokenResponse = response } : method;

    private static void AddMethodParameters(TokenRequestDraft draft, TokenGrant grant)
    {
        var method = draft.Method;
        var isRefresh = grant is RefreshTokenGrant;
        draft.AddParameters(Applicable(method.TokenParameters, grant)
            .Where(parameter => !isRefresh || parameter.Key != "grant_type"));
        if (isRefresh) draft.AddParameters(method.RefreshParameters);
        draft.AddHeaders(Applicable(method.TokenHeaders, grant));
        if (isRefresh) draft.AddHeaders(method.RefreshHeaders);
    }

    // What uses the code or the state of a sign-in is left out of other requests.
    private static IEnumerable<KeyValuePair<string, string>> Applicable(
        IReadOnlyDictionary<string, string> expressions, TokenGrant grant) => grant is AuthorizationCodeGrant
        ? expressions
        : expressions.Where(pair => !OAuth2Expressions.SignInNames(pair.Value).Any());

    // The values of the sign-in do not replace inputs and fields of the same name.
    private static ExpressionValues WithGrant(
        ExpressionValues values, TokenGrant grant, IReadOnlyDictionary<string, string>? callback)
    {
        var copy = values.WithContext(values.Context);
        var state = KeyValuePair.Create("state", callback?.GetValueOrDefault("state"));
        foreach (var (name, value) in grant.Values.Append(state))
        {
            var isTaken = values.TryGet(name, out var other) && other.Text is not null;
            if (value is not null && !isTaken) copy.SetSecret(name, new Secret(value));
        }

        return copy;
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
        TokenRequest request)
    {
        public OAuth2Auth Method => method;

        public ExpressionValues Values => values;

        public OAuth2Client Client => client;

        public Uri Url => url;

        public TokenGrant Grant => grant;

        public DpopKey? Key => key;

        public ClientTransport? Transport => request.Transport;

        public Func<CancellationToken, ValueTask>? BeforeSpending => request.BeforeSpending;
    }
}
