using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// Receives the response to a request, and sends the request again after a failure that may be temporary. One run is
/// for one request of a caller.
/// </summary>
internal sealed class RetryRun(
    ConnectionHandler handler,
    EngineTelemetry telemetry,
    TimeProvider time,
    WarmCall call,
    HttpRequestMessage request,
    bool isSynchronous,
    CancellationToken cancellationToken)
{
    // Set once this engine has sent a request again. If another handler repeats the same request, each of its attempts
    // is one request, so that the attempts are not multiplied.
    private static readonly HttpRequestOptionsKey<bool> WasRetried = new("Versori.Connectors.WasRetried");

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly RetryPolicy _policy = call.Route.Retries;
    private WarmCall _call = call;

    /// <summary>The call, with the state of the connection that the request was last sent with.</summary>
    public WarmCall Call => _call;

    /// <summary>
    /// Whether the request was redirected to another origin. It carries no credentials then, and is not sent again.
    /// </summary>
    public bool HasLeftOrigins { get; set; }

    /// <summary>Whether a rejected token was replaced. That happens once for all attempts.</summary>
    public bool WasTokenReplaced { get; set; }

    /// <summary>Returns the response that the caller receives.</summary>
    /// <param name="sending">The first attempt.</param>
    public async Task<HttpResponseMessage> ReceiveAsync(Task<HttpResponseMessage> sending)
    {
        var maximum = request.Options.TryGetValue(WasRetried, out _) ? 0 : _policy.MaximumRetries;
        for (var retries = 0; ; retries++)
        {
            HttpResponseMessage? response = null;
            Task<HttpResponseMessage>? next;
            try
            {
                response = await handler.HandleAsync(this, sending, request, isSynchronous, cancellationToken)
                    .ConfigureAwait(false);
                var stated = await StatedAsync(response).ConfigureAwait(false);
                if (!_policy.IsTransient(response) && stated is not (ResponseOutcome.Retry or ResponseOutcome.Limited))
                {
                    if (retries > 0) _call.Route.Runtime.RetriesOf(time).GiveBack();
                    return response;
                }

                next = retries < maximum
                    ? await TrySendAgainAsync(retries, response, stated).ConfigureAwait(false)
                    : null;
                if (next is null) return response;
            }
            catch (HttpRequestException exception) when (
                response is null && retries < maximum && RetryPolicy.IsTransient(exception))
            {
                next = await TrySendAgainAsync(retries, response: null, stated: null).ConfigureAwait(false);
                if (next is null) throw;
            }

            sending = next;
        }
    }

    private async ValueTask<ResponseOutcome?> StatedAsync(HttpResponseMessage response)
    {
        if (HasLeftOrigins) return null;
        try
        {
            return await StatedOutcomes.ReadAsync(_call.Route, request, response, cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage? response) =>
        response is null ? null : LimitTimes.RetryAfter(response.Headers, time.GetUtcNow());

    private bool MayBeRepeated() =>
        !HasLeftOrigins
        && !handler.IsRepeatedByHost
        && ContentReplay.IsPossible(request)
        && _policy.IsRepeatable(
            request,
            CallInfo.Of(request)?.Endpoint ?? _call.Route.Endpoints?.Find(request, _call.Route.BaseAddress));

    // Returns null if the caller receives the failure.
    private async ValueTask<Task<HttpResponseMessage>?> TrySendAgainAsync(
        int retries, HttpResponseMessage? response, ResponseOutcome? stated)
    {
        if (!MayBeRepeated()) return null;
        var isLimited = stated == ResponseOutcome.Limited;
        var signal = response is null ? default : LimitSignal.Of(response, time, ignoresHeaders: false, isLimited);
        var demanded = signal.Wait ?? RetryAfter(response);
        if (demanded > _policy.MaximumWait) return null;
        var wait = WaitAfter(retries, demanded, signal.IsLimited);
        if (CallInfo.Of(request)?.IsTooLong(wait) == true) return null;
        if (!_call.Route.Runtime.RetriesOf(time).TryTake()) return null;
        try
        {
            await WaitAsync(wait).ConfigureAwait(false);
            var route = _call.Route;
            var prepared = await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
            if (!RequestCredentials.MayBeSentTo(prepared, request.RequestUri)) return null;
            var permit = await handler.AcquireAsync(route, request, cancellationToken).ConfigureAwait(false);
            handler.RemoveCredentials(_call.Prepared, prepared, request);
            _call = _call with { Prepared = prepared };
            return SendAgain(prepared, permit, response);
        }
        catch (ConnectorException)
        {
            // The credential cannot be had any more, or the wait for a limit is too long. The failure says more.
            return null;
        }
        catch
        {
            // The caller does not receive the response, for example because it has cancelled the call.
            response?.Dispose();
            throw;
        }
    }

    private Task<HttpResponseMessage> SendAgain(
        PreparedConnection prepared, LimitPermit? permit, HttpResponseMessage? response)
    {
        response?.Dispose();
        request.Options.Set(WasRetried, true);
        if (CallInfo.Of(request) is { } info) info.Attempts++;
        telemetry.CountRetry(_call.Route.Connector.Id, response);
        return handler.SendAgainAsync(_call.Route, prepared, request, permit, isSynchronous, cancellationToken);
    }

    // The limiter of the connection waits for a limit, together with the other calls.
    private TimeSpan WaitAfter(int retries, TimeSpan? demanded, bool isLimited) =>
        isLimited && _call.Route.Runtime.Limiter is not null
            ? TimeSpan.Zero
            : Backoff.WaitAfter(retries, FirstWait, _policy.MaximumWait, demanded);

    private async Task WaitAsync(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        if (CallInfo.Of(request) is { } info) info.Waited += wait;
    }
}
