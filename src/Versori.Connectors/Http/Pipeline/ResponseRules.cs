using System.Net;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

/// <summary>
/// Handles a response that cannot be returned as it is: answers a challenge, replaces a rejected token, follows a
/// redirect. The rules are applied to each new response until none applies.
/// </summary>
/// <remarks>
/// Created for one response. A token is replaced at most once, at most <see cref="Redirect.MaxRedirects"/> redirects
/// are followed, and each authenticator limits how many challenges are answered.
/// </remarks>
internal sealed class ResponseRules(
    ConnectionHandler handler,
    EngineTelemetry telemetry,
    WarmCall call,
    HttpRequestMessage request,
    HttpResponseMessage response,
    CancellationToken cancellationToken)
{
    private readonly Route _route = call.Route;
    private PreparedConnection _prepared = call.Prepared;
    private HttpResponseMessage _response = response;
    private int _challengesAnswered;
    private int _redirects;

    // The state that replaced a rejected one and that a request was sent with.
    private PreparedConnection? _replacement;

    // Whether a rejection in the caller's response says something about the credential in use.
    private bool _isConclusive = true;

    /// <summary>Whether the caller waits synchronously. Then requests are sent synchronously too.</summary>
    public bool IsSynchronous { get; init; }

    /// <summary>
    /// Whether a rejected token was replaced, for this response or for that of an earlier attempt. It is replaced once,
    /// however often the request is sent.
    /// </summary>
    public bool WasTokenReplaced { get; set; }

    /// <summary>
    /// Whether the request was redirected to another origin. Outside its origins, a request carries no credentials. It
    /// stays so after the first redirect to another origin.
    /// </summary>
    public bool HasLeftOrigins => _hasLeftOrigins;

    private bool _hasLeftOrigins;

    /// <summary>Returns the response that the caller receives.</summary>
    public async Task<HttpResponseMessage> ApplyAsync()
    {
        try
        {
            RuleOutcome outcome;
            do
            {
                Observe();
                outcome = await HandleChallengeAsync().ConfigureAwait(false);
                if (outcome == RuleOutcome.NotApplicable)
                    outcome = await ReplaceRejectedTokenAsync().ConfigureAwait(false);
                if (outcome == RuleOutcome.NotApplicable) outcome = await FollowRedirectAsync().ConfigureAwait(false);
            }
            while (outcome == RuleOutcome.SentAgain);

            await ReportAsync().ConfigureAwait(false);
            return _response;
        }
        catch
        {
            _response.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Answers the challenge of a 401 response, such as a new nonce (RFC 9110 §11.6.1 and §15.5.2). The credentials
    /// themselves stay the same.
    /// </summary>
    private async ValueTask<RuleOutcome> HandleChallengeAsync()
    {
        var isChallenge = _response.StatusCode == HttpStatusCode.Unauthorized && !_hasLeftOrigins;
        if (!isChallenge || !TryAnswerChallenge()) return RuleOutcome.NotApplicable;
        if (!ContentReplay.IsPossible(request))
        {
            // The next request carries what the challenge asked for. The token itself was not rejected.
            _isConclusive = false;
            return RuleOutcome.Finished;
        }

        _challengesAnswered++;
        _response.Dispose();
        _response = await SendAgainAsync().ConfigureAwait(false);
        return RuleOutcome.SentAgain;
    }

    /// <summary>
    /// Replaces a token that the response rejects and sends the request again, if its content can be sent again
    /// (RFC 6750 §3.1, <c>invalid_token</c>).
    /// </summary>
    private async ValueTask<RuleOutcome> ReplaceRejectedTokenAsync()
    {
        var canReplaceToken = !WasTokenReplaced && !_hasLeftOrigins && _prepared.CanRefreshWith(handler.Alternatives);
        if (!canReplaceToken || !await IsTokenRejectedAsync().ConfigureAwait(false)) return RuleOutcome.NotApplicable;

        WasTokenReplaced = true;
        telemetry.CountRejection(_route.Connector.Id);
        var replacement = await _route.Runtime.ReplaceRejectedAsync(_prepared, cancellationToken).ConfigureAwait(false);
        if (replacement is null) return RuleOutcome.Finished;
        if (!CanRepeatWith(replacement))
        {
            // Nothing shows whether the replacement helped. If it is rejected as well, the rejection has another cause.
            _route.Runtime.ReportUntried(replacement);
            _isConclusive = false;
            return RuleOutcome.Finished;
        }

        _response.Dispose();
        handler.RemoveCredentials(_prepared, replacement, request);
        _prepared = replacement;
        _replacement = replacement;
        _response = await SendAgainAsync().ConfigureAwait(false);
        return RuleOutcome.SentAgain;
    }

    /// <summary>
    /// Follows a redirect (RFC 9110 §15.4). Credentials are sent to the connection's origins only. Other origins are
    /// subject to the rules for URLs from outside.
    /// </summary>
    private async ValueTask<RuleOutcome> FollowRedirectAsync()
    {
        if (_redirects >= Redirect.MaxRedirects
            || !Redirect.TryFollow(_response, request, _prepared, ref _hasLeftOrigins))
            return RuleOutcome.NotApplicable;

        _redirects++;
        _response.Dispose();
        if (_hasLeftOrigins)
        {
            _route.Headers?.Remove(request);
            _response = await handler.SendElsewhereAsync(_prepared, request, IsSynchronous, cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            _response = await SendAgainAsync().ConfigureAwait(false);
        }

        return RuleOutcome.SentAgain;
    }

    private async Task<HttpResponseMessage> SendAgainAsync()
    {
        var permit = await handler.AcquireAsync(_route, request, cancellationToken).ConfigureAwait(false);
        return await handler.SendAgainAsync(_route, _prepared, request, permit, IsSynchronous, cancellationToken)
            .ConfigureAwait(false);
    }

    // The connection may have been moved to another origin in the meantime. The replacement does not belong to the
    // request's origin then, and the caller receives the 401.
    private bool CanRepeatWith(PreparedConnection replacement) =>
        ContentReplay.IsPossible(request) && RequestCredentials.MayBeSentTo(replacement, request.RequestUri);

    private async ValueTask<bool> IsTokenRejectedAsync() =>
        await _prepared.Responses.IsRejectedAsync(_response, request, cancellationToken).ConfigureAwait(false)
        || await StatedAsync().ConfigureAwait(false) == ResponseOutcome.Reauthorize;

    private ValueTask<ResponseOutcome?> StatedAsync() =>
        StatedOutcomes.ReadAsync(_route, request, _response, cancellationToken);

    private bool TryAnswerChallenge() => Array.Exists(
        handler.AuthenticatorsOf(_prepared),
        authenticator => _challengesAnswered < authenticator.MaximumChallenges
            && authenticator.TryAnswerChallenge(_response));

    // What a server outside the origins sends concerns no credential.
    private void Observe()
    {
        _response.RequestMessage ??= request;
        if (_hasLeftOrigins || !_prepared.Responses.HandlesAll) return;
        foreach (var authenticator in _prepared.Authenticators) authenticator.Observe(_response);
    }

    /// <summary>Reports whether the response that the caller receives accepts the credential.</summary>
    private async ValueTask ReportAsync()
    {
        var isRejected = !_hasLeftOrigins && await IsTokenRejectedAsync().ConfigureAwait(false);
        if (_replacement is not null) _route.Runtime.ReportReplacement(_replacement, wasAccepted: !isRejected);
        var saysNothing = _hasLeftOrigins || !_isConclusive || handler.AuthenticatorsOf(_prepared).Length == 0;
        if (saysNothing) return;
        if (isRejected) await _route.Runtime.ReportRejectedAsync(_prepared).ConfigureAwait(false);
        else if (IsAcceptance(_response.StatusCode, await StatedAsync().ConfigureAwait(false)))
            _route.Runtime.ReportAccepted();
    }

    // A server that fails or limits requests may not have looked at the credential.
    private static bool IsAcceptance(HttpStatusCode status, ResponseOutcome? stated) =>
        stated is null && (int)status is >= 200 and < 500 and not 401 and not 407 and not 408 and not 429;
}
