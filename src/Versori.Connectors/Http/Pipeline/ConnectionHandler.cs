using System.Runtime.CompilerServices;
using Versori.Connectors.Authentication;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

/// <summary>
/// Authenticates requests with the credentials of a connection. A call on a warm connection is synchronous until the
/// request is sent. Everything rarer is handled off that path: a cold connection, a challenge, a rejected token, a
/// redirect.
/// </summary>
/// <param name="routes">The routes in use.</param>
/// <param name="key">The template and owner, or the connection, that the client was created for.</param>
/// <param name="ownerOf">Returns the owner of a request, if the owner differs between requests.</param>
/// <param name="telemetry">Counts rejected tokens.</param>
internal sealed partial class ConnectionHandler(
    Routes routes,
    RouteKey key,
    Func<HttpRequestMessage, Owner>? ownerOf,
    EngineTelemetry telemetry) : DelegatingHandler
{
    // Of the only owner, or of the owner of at least two successive requests.
    private WarmEntry _warm;

    private volatile bool _isClosed;

    // The cell of the last request, if the owner differs between requests. Successive requests often have one owner.
    private RouteCell? _last;

    /// <summary>The auth alternatives of the endpoint that is called, if the endpoint has its own.</summary>
    public IReadOnlyList<AuthAlternative>? Alternatives { get; init; }

    /// <summary>The name of the pipeline that contains this handler.</summary>
    public string Pipeline { get; init; } = ConnectorClientFactory.PipelineName;

    /// <summary>Whether each request has a span, if anything records spans.</summary>
    public bool IsTraced { get; init; } = true;

    /// <summary>Whether a handler of the host before this one repeats requests.</summary>
    public bool IsBehindResilience { get; set; }

    /// <summary>Whether a handler of the host repeats requests. The engine then sends each of them once.</summary>
    internal bool IsRepeatedByHost => IsBehindResilience || ResilienceHandlers.AreIn(InnerHandler);

    /// <summary>
    /// The inner handler of a handler that is given to the host, whose library may replace it by a handler of its own.
    /// </summary>
    public SharedPipeline? Shared { get; init; }

    /// <summary>Refuses further requests: the client or the handler was disposed.</summary>
    public void Close() => _isClosed = true;

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var owner = OwnerOf(request);
        return EngineTracing.IsEnabled && IsTraced
            ? SendTracedAsync(owner, request, cancellationToken)
            : SendUntracedAsync(owner, request, cancellationToken);
    }

    private void ThrowIfClosed()
    {
        routes.Lifetime.ThrowIfStopped();
        if (_isClosed) throw ConnectionErrors.ClientDisposed();
    }

    // A method of its own, so that calls without a span allocate no closure.
    private Task<HttpResponseMessage> SendTracedAsync(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken) =>
        CallTracing.SendAsync(
            routes, KeyOf(owner), request, () => SendUntracedAsync(owner, request, cancellationToken));

    private RouteKey KeyOf(Owner owner) => ownerOf is null ? key : key with { Owner = owner };

    private Task<HttpResponseMessage> SendUntracedAsync(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ContentReplay.NeedsPreparation(request.Content))
            return PrepareAndSendAsync(owner, request, cancellationToken);
        return TryReadWarm(owner, out var view)
            ? SendWarm(view, request, cancellationToken)
            : SendColdAsync(owner, request, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Task<HttpResponseMessage> SendWarm(
        in WarmView view, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A URL below the base address, the usual case, is recognised without parsing it.
        if (!Origins.Begins(view.Origin, request.RequestUri)) Resolve(view.Call, request);
        if (!RequestCredentials.TrySetHeader(view, request))
        {
            return AuthenticateAndSend(
                view.Authenticators, view.ResponseClassifier, view.Call, request, cancellationToken);
        }

        return Receive(
            base.SendAsync(request, cancellationToken), view.ResponseClassifier, view.Call, request, cancellationToken);
    }

    /// <summary>
    /// Sends synchronously, with the same rules. Blocks the thread in addition to sending only if a token or a route
    /// has to be obtained, or if content has to be read.
    /// </summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var owner = OwnerOf(request);
        return EngineTracing.IsEnabled && IsTraced
            ? SendTraced(owner, request, cancellationToken)
            : SendUntraced(owner, request, cancellationToken);
    }

    private HttpResponseMessage SendTraced(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken) =>
        CallTracing.Send(routes, KeyOf(owner), request, () => SendUntraced(owner, request, cancellationToken));

    private HttpResponseMessage SendUntraced(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return SendWithCredentials(owner, request, cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NoConnection)
        {
            var anonymous = Blocking.Wait(() => FindAnonymousAsync(owner, request, cancellationToken).AsTask());
            if (anonymous is null) throw;
            return Blocking.Wait(
                () => SendAnonymouslyAsync(anonymous, request, isSynchronous: true, cancellationToken));
        }
    }

    private HttpResponseMessage SendWithCredentials(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ContentReplay.NeedsPreparation(request.Content)) Prepare(request, cancellationToken);
        var (_, _, authenticators, responses, call) =
            TryReadWarm(owner, out var view) ? view : FindCall(owner, cancellationToken);
        if (call.Limiter is not null)
            return Blocking.Wait(() => SendLimitedAsync(call, request, isSynchronous: true, cancellationToken));
        Resolve(call, request);
        call.Route.Headers?.Apply(request);
        var applying = RequestCredentials.ApplyAsync(call.Prepared, authenticators, request, cancellationToken);
        if (!applying.IsCompletedSuccessfully) Blocking.Wait(applying.AsTask);
        UserAgent.AddTo(request);

        var sending = TryTransmitAndWait(call.Prepared.Transport, request, cancellationToken);
        return sending.IsCompletedSuccessfully && !responses.NeedsHandling(sending.Result.StatusCode)
            ? sending.Result
            : Blocking.Wait(
                () => Retrying(call, request, isSynchronous: true, cancellationToken).ReceiveAsync(sending));
    }

    private Task<HttpResponseMessage> TryTransmitAndWait(
        ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(TransmitAndWait(transport, request, cancellationToken));
        }
        catch (HttpRequestException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }

    private void Prepare(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Blocking.Wait(() => ContentReplay.PrepareAsync(request, routes.ReplayLimit, cancellationToken));

    private async Task<HttpResponseMessage> PrepareAndSendAsync(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await ContentReplay.PrepareAsync(request, routes.ReplayLimit, cancellationToken).ConfigureAwait(false);
        return await SendColdAsync(owner, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendColdAsync(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cell = CellOf(owner, out var isRepeated);
        return cell.Warm(routes.Clock.Now) is { } call
            ? SendWarm(Adopt(call, isRepeated), request, cancellationToken)
            : WarmUpAndSendAsync(owner, cell, isRepeated, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> WarmUpAndSendAsync(
        Owner owner,
        RouteCell cell,
        bool isRepeated,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        WarmCall call;
        try
        {
            call = await cell.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCode.NoConnection)
        {
            var anonymous = await FindAnonymousAsync(owner, request, cancellationToken).ConfigureAwait(false);
            if (anonymous is null) throw;
            return await SendAnonymouslyAsync(anonymous, request, isSynchronous: false, cancellationToken)
                .ConfigureAwait(false);
        }

        return await SendWarm(Adopt(call, isRepeated), request, cancellationToken).ConfigureAwait(false);
    }

    // A template that has no connection at all may call a system whose credential is optional.
    private async ValueTask<AnonymousRoute?> FindAnonymousAsync(
        Owner owner, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var anonymous = await routes.Anonymous.FindAsync(KeyOf(owner), cancellationToken).ConfigureAwait(false);
        return anonymous?.Allows(null) == true && anonymous.Resolve(request) ? anonymous : null;
    }

    private WarmView FindCall(Owner owner, CancellationToken cancellationToken)
    {
        var cell = CellOf(owner, out var isRepeated);
        var call = cell.Warm(routes.Clock.Now) ?? Blocking.Wait(() => cell.WarmUpAsync(cancellationToken).AsTask());
        return Adopt(call, isRepeated);
    }

    /// <summary>The owner of a request: the client's own, unless the owner differs between requests.</summary>
    private Owner OwnerOf(HttpRequestMessage request) => ownerOf is null ? key.Owner : ownerOf(request);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadWarm(Owner owner, out WarmView view) =>
        _warm.TryRead(routes.Clock.Now, routes.Epochs, out view)
        && (ownerOf is null || view.Call.Owner == owner);

    /// <summary>The cell of an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="isRepeated">
    /// Whether the next request probably has the same owner: it is the client's only one, or had the last request too.
    /// </param>
    private RouteCell CellOf(Owner owner, out bool isRepeated)
    {
        isRepeated = true;
        if (ownerOf is null) return routes.For(key);
        if (Volatile.Read(ref _last) is { IsForgotten: false } last && last.Key.Owner == owner)
        {
            if (!last.WasUsed) last.WasUsed = true;
            return last;
        }

        isRepeated = false;
        var cell = routes.For(key with { Owner = owner });
        Volatile.Write(ref _last, cell);
        return cell;
    }

    /// <summary>Keeps a call for the next requests, if they may use it and probably do.</summary>
    private WarmView Adopt(WarmCall call, bool isRepeated)
    {
        if (Shared is not null && InnerHandler is { } replaced && replaced != Shared)
            PrimaryHandlers.Secure(replaced, Pipeline);
        var authenticators = AuthenticatorsOf(call.Prepared);
        if (isRepeated && call.MayBeKept) _warm.Write(call, authenticators);

        // Once a second a response is examined for what it states about limits.
        var responses = call.Route.Runtime.MarkUsed(routes.Clock.Now) ? call.Responses.ForAll() : call.Responses;
        return new(call.Origin, call.AuthorizationOf(authenticators), authenticators, responses, call);
    }

    private Task<HttpResponseMessage> AuthenticateAndSend(
        RequestAuthenticator[] authenticators,
        ResponseClassifier responses,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (call.Limiter is not null)
            return SendLimitedAsync(call, request, isSynchronous: false, cancellationToken);
        Resolve(call, request);
        call.Route.Headers?.Apply(request);
        var applying = RequestCredentials.ApplyAsync(call.Prepared, authenticators, request, cancellationToken);
        return applying.IsCompletedSuccessfully
            ? SendAuthenticated(responses, call, request, cancellationToken)
            : FinishAuthenticatingAndSendAsync(applying, responses, call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> FinishAuthenticatingAndSendAsync(
        ValueTask applying,
        ResponseClassifier responses,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        return await SendAuthenticated(responses, call, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAuthenticated(
        ResponseClassifier responses,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        UserAgent.AddTo(request);
        var sending = Transmit(call.Prepared.Transport, request, cancellationToken);
        return Receive(sending, responses, call, request, cancellationToken);
    }

    // A connection with a client certificate or authorities of its own has its own transport.
    private Task<HttpResponseMessage> Transmit(
        ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport is null
            ? base.SendAsync(request, cancellationToken)
            : transport.SendAsync(Pipeline, request, cancellationToken);

    private HttpResponseMessage TransmitAndWait(
        ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport is null
            ? base.Send(request, cancellationToken)
            : transport.Send(Pipeline, request, cancellationToken);

    private Task<HttpResponseMessage> Receive(
        Task<HttpResponseMessage> sending,
        ResponseClassifier classifier,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (!sending.IsCompleted)
            return PendingResponse.WaitAsync(sending, classifier, this, call, request, cancellationToken);

        // Completed responses are returned as they are.
        return sending.IsCompletedSuccessfully && !classifier.NeedsHandling(sending.Result.StatusCode)
            ? sending
            : ReceiveAsync(sending, call, request, cancellationToken);
    }

    private static void Resolve(WarmCall call, HttpRequestMessage request) =>
        BaseAddresses.Resolve(request, call.Route.BaseAddress);
}
