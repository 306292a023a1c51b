using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;

namespace Versori.Connectors.Http;

/// <content>Attempts off the warm path: limited ones, and those after a challenge, a redirect or a failure.</content>
internal sealed partial class ConnectionHandler
{
    // Credentials are put on the request after the wait, because signatures contain the time and tokens expire.
    private async Task<HttpResponseMessage> SendLimitedAsync(
        WarmCall call, HttpRequestMessage request, bool isSynchronous, CancellationToken cancellationToken)
    {
        Resolve(call, request);
        var permit = await AcquireAsync(call.Route, request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (permit is { Waited: > 0 })
            {
                var prepared = await call.Route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
                call = call with { Prepared = prepared };
            }

            call.Route.Headers?.Apply(request);
            UserAgent.AddTo(request);
        }
        catch
        {
            permit?.Limiter.Return(permit.Value, response: null);
            throw;
        }

        var sending = SendOnceAsync(
            RequestCredentials.ApplyAsync,
            call.Route,
            call.Prepared,
            request,
            permit,
            isSynchronous,
            cancellationToken);
        return await Retrying(call, request, isSynchronous, cancellationToken).ReceiveAsync(sending)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a request of a template without a connection, with the limits, retries and redirects of every other call.
    /// </summary>
    internal async Task<HttpResponseMessage> SendAnonymouslyAsync(
        AnonymousRoute anonymous,
        HttpRequestMessage request,
        bool isSynchronous,
        CancellationToken cancellationToken)
    {
        if (ContentReplay.NeedsPreparation(request.Content))
            await ContentReplay.PrepareAsync(request, routes.ReplayLimit, cancellationToken).ConfigureAwait(false);
        var call = await routes.Anonymous.Runtimes.CallOfAsync(anonymous, cancellationToken).ConfigureAwait(false);
        return await SendLimitedAsync(call, request, isSynchronous, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for the limits of a request's connection; <see langword="null"/> if there are none.
    /// </summary>
    /// <exception cref="ConnectorException">The wait would be longer than it may be.</exception>
    internal async ValueTask<LimitPermit?> AcquireAsync(
        Route route, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (route.Runtime.Limiter is not { } limiter) return null;
        var weight = route.Endpoints?.Find(request, route.BaseAddress)?.Weight ?? 1;
        if (!request.Options.TryGetValue(ConnectorRequestOptions.MaximumLimitWait, out var maximum))
            maximum = routes.Limiters.Options.MaximumLimitWait;
        var info = CallInfo.Of(request);
        if (info?.IsTooLong(maximum) == true) maximum = info.Scope!.Left;
        var permit = await limiter.AcquireAsync(weight, maximum, cancellationToken).ConfigureAwait(false);
        if (info is not null) info.Waited += TimeSpan.FromTicks(permit.Waited);
        return permit;
    }

    /// <summary>
    /// Waits for the response to an authenticated request, and handles it if its status requires that.
    /// </summary>
    internal Task<HttpResponseMessage> ReceiveAsync(
        Task<HttpResponseMessage> sending,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken) =>
        Retrying(call, request, isSynchronous: false, cancellationToken).ReceiveAsync(sending);

    private RetryRun Retrying(
        WarmCall call, HttpRequestMessage request, bool isSynchronous, CancellationToken cancellationToken) =>
        new(this, telemetry, routes.Limiters.Time, call, request, isSynchronous, cancellationToken);

    /// <summary>Handles the response to one attempt.</summary>
    internal async Task<HttpResponseMessage> HandleAsync(
        RetryRun run,
        Task<HttpResponseMessage> sending,
        HttpRequestMessage request,
        bool isSynchronous,
        CancellationToken cancellationToken)
    {
        var call = run.Call;
        var response = await sending.ConfigureAwait(false);
        var stated = await StatedAsync(call.Route, request, response, cancellationToken).ConfigureAwait(false);
        if (call.Limiter is null)
        {
            var isLimited = stated == ResponseOutcome.Limited;
            routes.Limiters.Observe(call.Route.Runtime, response, isLimited);
        }

        var isUsual = !call.Prepared.Responses.NeedsHandling(response.StatusCode);
        if (isUsual && stated != ResponseOutcome.Reauthorize) return response;
        var rules = new ResponseRules(this, telemetry, call, request, response, cancellationToken)
        {
            IsSynchronous = isSynchronous,
            WasTokenReplaced = run.WasTokenReplaced,
        };
        try
        {
            return await rules.ApplyAsync().ConfigureAwait(false);
        }
        finally
        {
            run.HasLeftOrigins |= rules.HasLeftOrigins;
            run.WasTokenReplaced |= rules.WasTokenReplaced;
        }
    }

    // The response is not returned if it cannot be read, because the caller has cancelled the call.
    private static async ValueTask<ResponseOutcome?> StatedAsync(
        Route route, HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await StatedOutcomes.ReadAsync(route, request, response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Authenticates a request again and sends it again, without handling the response.</summary>
    internal Task<HttpResponseMessage> SendAgainAsync(
        Route route,
        PreparedConnection prepared,
        HttpRequestMessage request,
        LimitPermit? permit,
        bool isSynchronous,
        CancellationToken cancellationToken) =>
        SendOnceAsync(
            RequestCredentials.ApplyAgainAsync, route, prepared, request, permit, isSynchronous, cancellationToken);

    private async Task<HttpResponseMessage> SendOnceAsync(
        Func<PreparedConnection, RequestAuthenticator[], HttpRequestMessage, CancellationToken, ValueTask> apply,
        Route route,
        PreparedConnection prepared,
        HttpRequestMessage request,
        LimitPermit? permit,
        bool isSynchronous,
        CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        var isLimited = false;
        try
        {
            await apply(prepared, AuthenticatorsOf(prepared), request, cancellationToken).ConfigureAwait(false);
            response = await TransmitAgainAsync(prepared.Transport, request, isSynchronous, cancellationToken)
                .ConfigureAwait(false);
            if (permit is not null)
            {
                // Before the permit is returned, so that the limiter learns from the response once.
                var stated = await StatedAsync(route, request, response, cancellationToken).ConfigureAwait(false);
                isLimited = stated == ResponseOutcome.Limited;
            }

            return response;
        }
        finally
        {
            permit?.Limiter.Return(permit.Value, response, isLimited);
        }
    }

    /// <summary>
    /// Removes the credentials of an earlier state of the connection. It may use other methods by now, which place
    /// their credentials elsewhere.
    /// </summary>
    internal void RemoveCredentials(PreparedConnection former, PreparedConnection current, HttpRequestMessage request)
    {
        if (current.Connection.Snapshot.Methods.SequenceEqual(former.Connection.Snapshot.Methods)) return;
        foreach (var authenticator in AuthenticatorsOf(former)) authenticator.Remove(request);
    }

    /// <summary>Sends a request again without credentials and without the client certificate.</summary>
    internal Task<HttpResponseMessage> SendWithoutCredentialsAsync(
        HttpRequestMessage request, bool isSynchronous, CancellationToken cancellationToken) =>
        TransmitAgainAsync(null, request, isSynchronous, cancellationToken);

    /// <summary>
    /// Sends a request that a redirect led out of the connection's origins, without credentials and without the client
    /// certificate.
    /// </summary>
    /// <exception cref="ConnectorException">URLs from outside may not lead there.</exception>
    internal Task<HttpResponseMessage> SendElsewhereAsync(
        PreparedConnection prepared,
        HttpRequestMessage request,
        bool isSynchronous,
        CancellationToken cancellationToken)
    {
        if (!routes.Redirected.AreRestricted(request.RequestUri!, prepared))
            return SendWithoutCredentialsAsync(request, isSynchronous, cancellationToken);
        return isSynchronous
            ? Task.FromResult(routes.Redirected.Send(Pipeline, request, cancellationToken))
            : routes.Redirected.SendAsync(Pipeline, request, cancellationToken);
    }

    /// <summary>The authenticators that the called endpoint needs.</summary>
    internal RequestAuthenticator[] AuthenticatorsOf(PreparedConnection prepared) =>
        prepared.AuthenticatorsFor(Alternatives);

    // A synchronous caller waits for the returned task. Its request is sent synchronously too, by the same thread.
    private Task<HttpResponseMessage> TransmitAgainAsync(
        ClientTransport? transport,
        HttpRequestMessage request,
        bool isSynchronous,
        CancellationToken cancellationToken) =>
        isSynchronous
            ? Task.FromResult(TransmitAndWait(transport, request, cancellationToken))
            : Transmit(transport, request, cancellationToken);
}
