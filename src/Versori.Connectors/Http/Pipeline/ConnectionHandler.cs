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
internal sealed class ConnectionHandler(
    Routes routes,
    RouteKey key,
    Func<HttpRequestMessage, Owner>? ownerOf,
    EngineTelemetry telemetry) : DelegatingHandler
{
    // Written only if all requests have the same owner.
    private WarmEntry _warm;

    /// <summary>The auth alternatives of the endpoint that is called, if the endpoint has its own.</summary>
    public IReadOnlyList<AuthAlternative>? Alternatives { get; init; }

    /// <summary>The name of the pipeline that contains this handler.</summary>
    public string Pipeline { get; init; } = ConnectorClientFactory.PipelineName;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_warm.TryRead(routes.Clock.Now, routes.Epochs, out var view))
            return SendColdAsync(request, cancellationToken);

        // A URL below the base address, the usual case, is recognised without parsing it.
        if (!Origins.Begins(view.Origin, request.RequestUri)) ResolveUrl(view.Call, request);
        if (view.Authorization is not { } authorization)
            return AuthenticateAndSend(view.Authenticators, view.Call, request, cancellationToken);
        request.Headers.Authorization = authorization;
        return Receive(
            base.SendAsync(request, cancellationToken), view.ResponseClassifier, view.Call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendColdAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        routes.Lifetime.ThrowIfStopped();
        var cell = routes.For(ownerOf is null ? key : key with { Owner = ownerOf(request) });
        var now = routes.Clock.Now;
        var call = cell.Warm(now) ?? await cell.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        var authenticators = AuthenticatorsOf(call.Prepared);
        if (ownerOf is null && call.MayBeKept) _warm.Write(call, authenticators);
        call.Route.Runtime.MarkUsed(now);
        ResolveUrl(call, request);
        return await AuthenticateAndSend(authenticators, call, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> AuthenticateAndSend(
        RequestAuthenticator[] authenticators,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        call.Route.Headers?.Apply(request);
        for (var i = 0; i < authenticators.Length; i++)
        {
            var applying = authenticators[i].ApplyAsync(request, cancellationToken);
            if (!applying.IsCompletedSuccessfully)
                return FinishAuthenticatingAndSendAsync(
                    applying, i + 1, authenticators, call, request, cancellationToken);
        }

        return SendAuthenticated(call, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> FinishAuthenticatingAndSendAsync(
        ValueTask applying,
        int next,
        RequestAuthenticator[] authenticators,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        await applying.ConfigureAwait(false);
        for (; next < authenticators.Length; next++)
        {
            await authenticators[next].ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await SendAuthenticated(call, request, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAuthenticated(
        WarmCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = Transmit(call.Prepared.Transport, request, cancellationToken);
        return Receive(sending, call.Prepared.Responses, call, request, cancellationToken);
    }

    // A connection with a client certificate has its own transport.
    private Task<HttpResponseMessage> Transmit(
        ClientTransport? transport, HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport is null
            ? base.SendAsync(request, cancellationToken)
            : transport.SendAsync(Pipeline, request, cancellationToken);

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

    /// <summary>
    /// Waits for the response to an authenticated request and handles it if its status requires that.
    /// </summary>
    internal async Task<HttpResponseMessage> ReceiveAsync(
        Task<HttpResponseMessage> sending,
        WarmCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var response = await sending.ConfigureAwait(false);
        if (!call.Prepared.Responses.NeedsHandling(response.StatusCode)) return response;
        var rules = new ResponseRules(this, telemetry, call, request, response, cancellationToken);
        return await rules.ApplyAsync().ConfigureAwait(false);
    }

    /// <summary>Authenticates a request again and sends it again, without handling the response.</summary>
    internal async Task<HttpResponseMessage> SendAgainAsync(
        PreparedConnection prepared, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var authenticator in AuthenticatorsOf(prepared))
        {
            await authenticator.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return await Transmit(prepared.Transport, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request again without credentials and without the client certificate.</summary>
    internal Task<HttpResponseMessage> SendWithoutCredentialsAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) => Transmit(null, request, cancellationToken);

    /// <summary>The authenticators that the called endpoint needs.</summary>
    internal RequestAuthenticator[] AuthenticatorsOf(PreparedConnection prepared) =>
        prepared.AuthenticatorsFor(Alternatives);

    private static void ResolveUrl(WarmCall call, HttpRequestMessage request)
    {
        var prepared = call.Prepared;
        if (request.RequestUri is { } uri && Origins.Contains(prepared.Origins, uri)) return;
        if (BaseAddresses.Resolve(request, call.Route.BaseAddress)
            && Origins.Contains(prepared.Origins, request.RequestUri!))
            return;

        var target = request.RequestUri is { IsAbsoluteUri: true } other ? Origins.Of(other) : "a relative URL";
        throw ConnectionErrors.Create(
            ConnectorErrorCode.OriginNotAllowed,
            $"The request is for {target}, but the credentials of '{prepared.Connection.Name}' may be sent to "
            + $"{string.Join(", ", prepared.Origins)} only. Use a plain HttpClient for other hosts.",
            prepared.Connection.Id.ToString());
    }
}
