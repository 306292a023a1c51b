using System.Net;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

/// <summary>
/// Puts a connection's credentials on requests. Synchronous up to the wire on a warm connection; everything that is rarer
/// (a cold connection, a rejected token, a redirect) is off that path.
/// </summary>
/// <param name="routes">The routes in use.</param>
/// <param name="key">What the client was made for.</param>
/// <param name="ownerOf">Says on whose behalf a request is sent, where that differs from request to request.</param>
/// <param name="telemetry">Counts rejections.</param>
internal sealed class ConnectionHandler(
    Routes routes, RouteKey key, Func<HttpRequestMessage, Owner>? ownerOf, EngineTelemetry telemetry) : DelegatingHandler
{
    // Written only where every request is on behalf of the same owner.
    private WarmEntry _warm;

    /// <summary>The alternatives of the one endpoint that is called, where it has its own.</summary>
    public IReadOnlyList<AuthAlternative>? Alternatives { get; init; }

    /// <summary>The name of the pipeline that it stands in.</summary>
    public string Pipeline { get; init; } = ConnectorClientFactory.PipelineName;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_warm.TryRead(routes.Clock.Now, routes.Epochs, out var view)) return SendLookingAsync(request, cancellationToken);
        // A URL below the base address, the usual case, is recognised without taking it apart.
        if (!Origins.Begins(view.Origin, request.RequestUri)) Address(view.Call, request);
        if (view.Authorization is not { } authorization) return SendWarm(view.Authenticators, view.Call, request, cancellationToken);
        request.Headers.Authorization = authorization;
        return Watch(base.SendAsync(request, cancellationToken), view.FollowUps, view.Call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendLookingAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cell = routes.For(ownerOf is null ? key : key with { Owner = ownerOf(request) });
        var now = routes.Clock.Now;
        var call = cell.Warm(now) ?? await cell.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        var prepared = call.Prepared;
        var authenticators = AuthenticatorsOf(prepared);
        if (ownerOf is null && call.MayBeKept) _warm.Write(call, authenticators);
        call.Route.Runtime.Used(now);
        Address(call, request);
        return await SendWarm(authenticators, call, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendWarm(
        RequestAuthenticator[] authenticators, WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        call.Route.Headers?.Apply(request);
        for (var i = 0; i < authenticators.Length; i++)
        {
            var applying = authenticators[i].ApplyAsync(request, cancellationToken);
            if (!applying.IsCompletedSuccessfully) return SendAppliedAsync(applying, i + 1, authenticators, call, request, cancellationToken);
        }

        return SendAuthenticated(call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAppliedAsync(
        ValueTask applying, int next, RequestAuthenticator[] authenticators, WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        for (; next < authenticators.Length; next++)
        {
            await authenticators[next].ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await SendAuthenticated(call, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAuthenticated(WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken) =>
        Watch(Transmit(call.Prepared.Transport, request, cancellationToken), call.Prepared.FollowUps, call, request, cancellationToken);

    private Task<HttpResponseMessage> Transmit(ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport is null ? base.SendAsync(request, cancellationToken) : transport.SendAsync(Pipeline, request, cancellationToken);

    private Task<HttpResponseMessage> Watch(
        Task<HttpResponseMessage> sending, FollowUps followUps, WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken) =>
        !sending.IsCompleted ? PendingAnswer.WaitAsync(sending, followUps, this, call, request, cancellationToken)
        // An answer that is there at once needs nothing around it.
        : sending.IsCompletedSuccessfully && !followUps.Include(sending.Result.StatusCode) ? sending
        : ReceiveAsync(sending, call, request, cancellationToken);

    /// <summary>The answer to a request that was sent with a connection's credentials, and what follows from it.</summary>
    internal async Task<HttpResponseMessage> ReceiveAsync(
        Task<HttpResponseMessage> sending, WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await sending.ConfigureAwait(false);
        return call.Prepared.FollowUps.Include(response.StatusCode)
            ? await FollowUpAsync(response, call.Route, call.Prepared, request, cancellationToken).ConfigureAwait(false)
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
                    response = await SendAgainAsync(AuthenticatorsOf(prepared), prepared.Transport, request, cancellationToken).ConfigureAwait(false);
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
                    response = await SendAgainAsync(AuthenticatorsOf(prepared), prepared.Transport, request, cancellationToken).ConfigureAwait(false);
                    var isRejected = await prepared.FollowUps.IsRejectedAsync(response, cancellationToken).ConfigureAwait(false);
                    route.Runtime.ReportReplacement(prepared, wasAccepted: !isRejected);
                }
                else if (redirects++ < Redirect.Most && Redirect.TryFollow(response, request, prepared, ref isAway))
                {
                    response.Dispose();
                    if (isAway) route.Headers?.Remove(request);
                    response = await SendAgainAsync(isAway ? [] : AuthenticatorsOf(prepared), isAway ? null : prepared.Transport, request, cancellationToken).ConfigureAwait(false);
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
        RequestAuthenticator[] authenticators, ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var authenticator in authenticators)
        {
            await authenticator.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await Transmit(transport, request, cancellationToken).ConfigureAwait(false);
    }

    private bool Answers(PreparedConnection prepared, HttpResponseMessage challenge) =>
        Array.Exists(AuthenticatorsOf(prepared), authenticator => authenticator.TryAnswer(challenge));

    private RequestAuthenticator[] AuthenticatorsOf(PreparedConnection prepared) =>
        prepared.AuthenticatorsFor(Alternatives);

    private static void Address(WarmCall call, HttpRequestMessage request)
    {
        var prepared = call.Prepared;
        if (request.RequestUri is { } uri && Origins.Include(prepared.Origins, uri)) return;
        if (BaseAddresses.Resolve(request, call.Route.BaseAddress) && Origins.Include(prepared.Origins, request.RequestUri!)) return;
        throw ConnectionErrors.Of(
            ConnectorErrorCode.OriginNotAllowed,
            $"The request is for {(request.RequestUri is { IsAbsoluteUri: true } other ? Origins.Of(other) : "a relative URL")}, but the credentials of '{prepared.Connection.Name}' "
            + $"go to {string.Join(", ", prepared.Origins)} only. Use a plain HttpClient for other hosts.",
            prepared.Connection.Id.ToString());
    }
}
