using System.Net;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

/// <summary>
/// Handles a response that cannot be returned as it is: answers a challenge, replaces a rejected token, follows a
/// redirect. The rules are applied to each new response until none applies.
/// </summary>
/// <remarks>
/// Created for one response. A challenge is answered at most once, a token is replaced at most once, and at most
/// <see cref="Redirect.MaxRedirects"/> redirects are followed.
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
    private bool _wasChallengeAnswered;
    private bool _wasTokenReplaced;
    private int _redirects;

    /// <summary>Whether the caller waits synchronously. Then requests are sent synchronously too.</summary>
    public bool IsSynchronous { get; init; }

    // Outside its origins, a request carries no credentials. The flag stays set after the first redirect to another
    // origin.
    private bool _hasLeftOrigins;

    /// <summary>Returns the response that the caller receives.</summary>
    public async Task<HttpResponseMessage> ApplyAsync()
    {
        try
        {
            RuleOutcome outcome;
            do
            {
                outcome = await HandleChallengeAsync().ConfigureAwait(false);
                if (outcome == RuleOutcome.NotApplicable)
                    outcome = await ReplaceRejectedTokenAsync().ConfigureAwait(false);
                if (outcome == RuleOutcome.NotApplicable) outcome = await FollowRedirectAsync().ConfigureAwait(false);
            }
            while (outcome == RuleOutcome.SentAgain);

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
        var isChallenge = _response.StatusCode == HttpStatusCode.Unauthorized;
        var isResponded = isChallenge && !_wasChallengeAnswered && !_hasLeftOrigins && TryAnswerChallenge();
        if (!isResponded || !ContentReplay.IsPossible(request)) return RuleOutcome.NotApplicable;

        _wasChallengeAnswered = true;
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
        var canReplaceToken = !_wasTokenReplaced && !_hasLeftOrigins && _prepared.CanRefreshWith(handler.Alternatives);
        if (!canReplaceToken || !await IsTokenRejectedAsync().ConfigureAwait(false)) return RuleOutcome.NotApplicable;

        _wasTokenReplaced = true;
        telemetry.CountRejection(_route.Connector.Id);
        var replacement = await _route.Runtime.ReplaceRejectedAsync(_prepared, cancellationToken).ConfigureAwait(false);
        if (replacement is null) return RuleOutcome.Finished;
        if (!CanRepeatWith(replacement))
        {
            // Nothing shows whether the replacement helped. If it is rejected as well, the rejection has another cause.
            _route.Runtime.ReportUntried(replacement);
            return RuleOutcome.Finished;
        }

        _response.Dispose();
        RemoveCredentialsOtherThan(replacement);
        _prepared = replacement;
        _response = await SendAgainAsync().ConfigureAwait(false);
        var isRejected = await IsTokenRejectedAsync().ConfigureAwait(false);
        _route.Runtime.ReportReplacement(_prepared, wasAccepted: !isRejected);
        return RuleOutcome.SentAgain;
    }

    /// <summary>
    /// Follows a redirect (RFC 9110 §15.4). Credentials are sent to the connection's origins only.
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
            _response = await handler.SendWithoutCredentialsAsync(request, IsSynchronous, cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            _response = await SendAgainAsync().ConfigureAwait(false);
        }

        return RuleOutcome.SentAgain;
    }

    private Task<HttpResponseMessage> SendAgainAsync() =>
        handler.SendAgainAsync(_prepared, request, IsSynchronous, cancellationToken);

    // The connection may have been moved to another origin in the meantime. The replacement does not belong to the
    // request's origin then, and the caller receives the 401.
    private bool CanRepeatWith(PreparedConnection replacement) =>
        ContentReplay.IsPossible(request) && RequestCredentials.MayBeSentTo(replacement, request.RequestUri);

    // The connection may use other methods by now, which place their credentials elsewhere.
    private void RemoveCredentialsOtherThan(PreparedConnection replacement)
    {
        if (replacement.Connection.Snapshot.Methods.SequenceEqual(_prepared.Connection.Snapshot.Methods)) return;
        foreach (var authenticator in handler.AuthenticatorsOf(_prepared)) authenticator.Remove(request);
    }

    private ValueTask<bool> IsTokenRejectedAsync() =>
        _prepared.Responses.IsRejectedAsync(_response, cancellationToken);

    private bool TryAnswerChallenge() =>
        Array.Exists(handler.AuthenticatorsOf(_prepared), authenticator => authenticator.TryAnswerChallenge(_response));
}
