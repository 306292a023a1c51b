using System.Net;
using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// Puts a connection's credentials on requests. Synchronous up to the wire on a warm connection; everything that is rarer
/// (a cold connection, a rejected token, a redirect) is off that path.
/// </summary>
/// <param name="routes">The routes in use.</param>
/// <param name="key">What the client was made for.</param>
/// <param name="ownerOf">Says on whose behalf a request is sent, where that differs from request to request.</param>
/// <param name="telemetry">Counts rejections.</param>
/// <param name="clock">The clock.</param>
internal sealed class ConnectionHandler(
    Routes routes, RouteKey key, Func<HttpRequestMessage, Owner>? ownerOf, EngineTelemetry telemetry, CoarseClock clock) : DelegatingHandler
{
    // Set only where every request is on behalf of the same owner.
    private WarmCall? _warm;

    /// <summary>The alternatives of the one endpoint that is called, where it has its own.</summary>
    public IReadOnlyList<AuthAlternative>? Alternatives { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return _warm is { } warm && warm.IsGood(now)
            ? SendWarm(warm, now, request, cancellationToken)
            : SendLooking(now, request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendLooking(long now, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cell = routes.For(ownerOf is null ? key : key with { Owner = ownerOf(request) });
        if (cell.Warm(now) is not { } warm) return SendColdAsync(cell, request, cancellationToken);
        if (ownerOf is null) _warm = warm;
        return SendWarm(warm, now, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendColdAsync(RouteCell cell, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var warm = await cell.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        if (ownerOf is null) _warm = warm;
        return await SendWarm(warm, clock.Now, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendWarm(WarmCall warm, long now, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A URL below the base address, the usual case, is recognised without taking it apart.
        if (!(warm.Origin is { } origin && request.RequestUri is { } uri && Origins.Begins(origin, uri))) Address(warm.Route, warm.Prepared, request);
        warm.Used(now);
        if (Alternatives is null && warm.Authorization is { } authorization)
        {
            request.Headers.Authorization = authorization;
            return SendAuthenticated(warm, request, cancellationToken);
        }

        var authenticators = AuthenticatorsOf(warm.Prepared);
        for (var i = 0; i < authenticators.Length; i++)
        {
            var applying = authenticators[i].ApplyAsync(request, cancellationToken);
            if (!applying.IsCompletedSuccessfully) return SendAppliedAsync(applying, i + 1, warm, request, cancellationToken);
        }

        return SendAuthenticated(warm, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAppliedAsync(
        ValueTask applying, int next, WarmCall warm, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        var authenticators = AuthenticatorsOf(warm.Prepared);
        for (; next < authenticators.Length; next++)
        {
            await authenticators[next].ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await SendAuthenticated(warm, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAuthenticated(WarmCall warm, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = base.SendAsync(request, cancellationToken);
        // An answer that is there at once needs no state machine around it.
        return sending.IsCompletedSuccessfully && !warm.FollowUps.Include(sending.Result.StatusCode)
            ? sending
            : ReceiveAsync(sending, warm, request, cancellationToken).AsTask();
    }

    // Pooled, so that waiting for a usual answer costs one task and no state machine.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> ReceiveAsync(
        Task<HttpResponseMessage> sending, WarmCall warm, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await sending.ConfigureAwait(false);
        return warm.FollowUps.Include(response.StatusCode)
            ? await FollowUpAsync(response, warm.Route, warm.Prepared, request, cancellationToken).ConfigureAwait(false)
            : response;
    }

    private async Task<HttpResponseMessage> FollowUpAsync(
        HttpResponseMessage response, Route route, PreparedConnection prepared, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (wasReplaced, wasAnswered, isAway, redirects) = (false, false, false, 0);
        try
        {
            while (true)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && !wasAnswered && !isAway && Answers(prepared, response) && ContentReplay.IsPossible(request.Content))
                {
                    wasAnswered = true;
                    response.Dispose();
                    response = await SendAgainAsync(AuthenticatorsOf(prepared), request, cancellationToken).ConfigureAwait(false);
                }
                else if (!wasReplaced && !isAway && prepared.CanRenewFor(Alternatives)
                    && await prepared.FollowUps.IsRejectedAsync(response, cancellationToken).ConfigureAwait(false))
                {
                    wasReplaced = true;
                    telemetry.Rejected(route.Connector.Id);
                    var replacement = await route.Runtime.ReplaceRejectedAsync(prepared, cancellationToken).ConfigureAwait(false);
                    if (replacement is null || !ContentReplay.IsPossible(request.Content)) return response;
                    response.Dispose();
                    prepared = replacement;
                    response = await SendAgainAsync(AuthenticatorsOf(prepared), request, cancellationToken).ConfigureAwait(false);
                    var isRejected = await prepared.FollowUps.IsRejectedAsync(response, cancellationToken).ConfigureAwait(false);
                    route.Runtime.ReportReplacement(prepared, wasAccepted: !isRejected);
                }
                else if (redirects++ < Redirect.Most && Redirect.TryFollow(response, request, prepared, ref isAway))
                {
                    response.Dispose();
                    response = await SendAgainAsync(isAway ? [] : AuthenticatorsOf(prepared), request, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    return response;
                }
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAgainAsync(
        RequestAuthenticator[] authenticators, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var authenticator in authenticators)
        {
            await authenticator.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private bool Answers(PreparedConnection prepared, HttpResponseMessage challenge) =>
        Array.Exists(AuthenticatorsOf(prepared), authenticator => authenticator.TryAnswer(challenge));

    private RequestAuthenticator[] AuthenticatorsOf(PreparedConnection prepared) =>
        prepared.AuthenticatorsFor(Alternatives);

    private static void Address(Route route, PreparedConnection prepared, HttpRequestMessage request)
    {
        if (request.RequestUri is { } uri && Origins.Include(prepared.Origins, uri)) return;
        if (BaseAddresses.Resolve(request, route.BaseAddress) && Origins.Include(prepared.Origins, request.RequestUri!)) return;
        throw ConnectionErrors.Of(
            ConnectorErrorCode.OriginNotAllowed,
            $"The request is for {(request.RequestUri is { IsAbsoluteUri: true } other ? Origins.Of(other) : "a relative URL")}, but the credentials of '{prepared.Connection.Name}' "
            + $"go to {string.Join(", ", prepared.Origins)} only. Use a plain HttpClient for other hosts.",
            prepared.Connection.Id.ToString());
    }
}
