using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

internal sealed class EndpointInvoker(
    Routes routes,
    ConnectorClientFactory clients,
    EndpointFinder endpoints,
    MissingScopes scopes,
    IOptions<VersoriConnectorsOptions> options,
    TimeProvider time) : IEndpointInvoker
{
    public Task<InvocationResult> InvokeAsync(
        TemplateId template,
        string endpointId,
        EndpointArguments? arguments = null,
        Owner owner = default,
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(template);
        var input = new CallInput(endpointId, arguments, null);
        return RunAsync(RouteKey.Of(template, owner), input, ReceiveAsync, cancellationToken);
    }

    public Task<InvocationResult> InvokeAsync(
        ConnectionId connection,
        string endpointId,
        EndpointArguments? arguments = null,
        CancellationToken cancellationToken = default)
    {
        IdArguments.Check(connection);
        return RunAsync(RouteKey.Of(connection), new(endpointId, arguments, null), ReceiveAsync, cancellationToken);
    }

    public Task<InvocationResult> InvokeAsync(EndpointCall call, CancellationToken cancellationToken = default) =>
        RunAsync(KeyOf(call), CallInput.Of(call), ReceiveAsync, cancellationToken);

    public Task<InvocationStream> InvokeStreamAsync(EndpointCall call, CancellationToken cancellationToken = default) =>
        RunAsync(KeyOf(call), CallInput.Of(call), static (call, _) => call.StreamAsync(), cancellationToken);

    /// <summary>
    /// Calls an endpoint and reads its JSON as a value of a type. The bytes of the response are not kept.
    /// </summary>
    internal Task<T?> InvokeAsync<T>(EndpointCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        RouteKey key;
        try
        {
            ArgumentNullException.ThrowIfNull(type);
            key = KeyOf(call);
        }
        catch (ArgumentException exception)
        {
            return Task.FromException<T?>(exception);
        }

        return RunAsync(key, CallInput.Of(call), ReceiveAsync<T>, cancellationToken, type);
    }

    /// <summary>Whether a call can read its response itself. Its span would also have failures of reading.</summary>
    internal static bool ReadsValues => !EngineTracing.IsEnabled;

    internal Task<InvocationResult> InvokeAsync(
        RouteKey key,
        string endpointId,
        EndpointArguments? arguments,
        InvocationOptions? settings,
        CancellationToken cancellationToken) =>
        RunAsync(key, new(endpointId, arguments, settings), ReceiveAsync, cancellationToken);

    private static RouteKey KeyOf(EndpointCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Connection is { } connection)
        {
            IdArguments.Check(connection);
            return RouteKey.Of(connection);
        }

        var template = call.Template!.Value;
        IdArguments.Check(template);
        return RouteKey.Of(template, call.Owner);
    }

    private static async ValueTask<InvocationResult> ReceiveAsync(OpenCall call, object? state)
    {
        using (call) return await call.ReadAsync().ConfigureAwait(false);
    }

    private static async ValueTask<T?> ReceiveAsync<T>(OpenCall call, object? type)
    {
        using (call) return await call.ReadAsync((JsonTypeInfo<T>)type!).ConfigureAwait(false);
    }

    private Task<T> RunAsync<T>(
        RouteKey key,
        CallInput input,
        Receiving<T> receive,
        CancellationToken cancellationToken,
        object? state = null) =>
        EngineTracing.IsEnabled
            ? TraceAsync(key, input, receive, state, cancellationToken)
            : RunAsync(key, input, receive, state, activity: null, cancellationToken);

    private async Task<T> TraceAsync<T>(
        RouteKey key, CallInput input, Receiving<T> receive, object? state, CancellationToken cancellationToken)
    {
        LimitOf(input);
        return await EngineTracing.RunAsync(
            () => EngineTracing.StartInvocation(key, input.EndpointId),
            activity => RunAsync(key, input, receive, state, activity, cancellationToken)).ConfigureAwait(false);
    }

    private static void ThrowIfNoEndpoint(string endpointId) => ArgumentException.ThrowIfNullOrEmpty(endpointId);

    private TimeSpan LimitOf(CallInput input)
    {
        ThrowIfNoEndpoint(input.EndpointId);
        routes.Lifetime.ThrowIfStopped();
        return RequestOptions.TimeoutOf(input.Options, options.Value.RequestTimeout);
    }

    private async Task<T> RunAsync<T>(
        RouteKey key,
        CallInput input,
        Receiving<T> receive,
        object? state,
        Activity? activity,
        CancellationToken cancellationToken)
    {
        var scope = new CallScope(LimitOf(input), time, cancellationToken);
        OpenCall? call = null;
        try
        {
            var (route, anonymous) = await FindAsync(key, input, scope).ConfigureAwait(false);
            call = Open(key, input, route, anonymous, scope, activity);
            if (input.Arguments?.Page is { } page)
                await page.ApplyAsync(call.Message, scope.Token).ConfigureAwait(false);
            activity.SetServer(call.Message.RequestUri);
            call.Take(await call.SendAsync().ConfigureAwait(false));
            activity.SetResponse(call.StatusCode);
            return await receive(call, state).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var known = call is not null ? call.Explain(exception) : Explain(exception, input, scope);
            call?.Dispose();
            scope.Dispose();
            if (known is null) throw;
            throw known;
        }
    }

    private OpenCall Open(
        RouteKey key, CallInput input, Route? route, AnonymousRoute? anonymous, CallScope scope, Activity? activity)
    {
        activity.SetRoute(route);
        var (endpoint, requests) = route is not null
            ? endpoints.Find(route.Connector, route.Template, input.EndpointId)
            : endpoints.Find(anonymous!.Connector, anonymous.Template, input.EndpointId);
        activity.SetEndpoint(endpoint);
        var template = route is not null ? route.Template : anonymous!.Template;
        var target = new CallTarget(route?.Definition ?? anonymous!.Definition, endpoint, route);

        // The address of most endpoints is that of the route. Others are determined once the arguments are valid.
        var known = route is { Former: null } && endpoint.BaseUrl is null ? route.BaseAddress : null;
        var request = requests.Create(
            input.Arguments, input.Options, template?.SkipsArgumentChecks == true, known?.AbsoluteUri);
        var call = new OpenCall(target, request, scope, scopes, options.Value.MaximumResponseBytes, time);
        try
        {
            call.Sender = route is not null
                ? Prepare(request, key, endpoint, route, isComplete: known is not null)
                : Prepare(request, key, endpoint, anonymous!);
        }
        catch
        {
            call.Dispose();
            throw;
        }

        return call;
    }

    // A template without any connection can be called where the credential is optional.
    private ValueTask<(Route? Route, AnonymousRoute? Anonymous)> FindAsync(
        RouteKey key, CallInput input, CallScope scope)
    {
        var finding = routes.For(key).GetAsync(scope.Token);
        return finding.IsCompletedSuccessfully
            ? new((finding.Result, null))
            : FindAsync(finding, key, input, scope);
    }

    private async ValueTask<(Route? Route, AnonymousRoute? Anonymous)> FindAsync(
        ValueTask<Route> finding, RouteKey key, CallInput input, CallScope scope)
    {
        try
        {
            return (await finding.ConfigureAwait(false), null);
        }
        catch (ConnectorException exception) when (exception.Error.Code == ConnectorErrorCode.NoConnection)
        {
            var anonymous = await routes.Anonymous.FindAsync(key, scope.Token).ConfigureAwait(false);
            if (anonymous is null) throw;
            var (endpoint, _) = endpoints.Find(anonymous.Connector, anonymous.Template, input.EndpointId);
            if (!anonymous.Allows(endpoint)) throw;
            return (null, anonymous);
        }
    }

    private InvocationSender Prepare(
        HttpRequestMessage request, RouteKey key, ConnectorEndpoint endpoint, Route route, bool isComplete)
    {
        if (!isComplete) Resolve(request, ConnectionAddresses.Of(endpoint, route));
        return clients.SenderOf(key, route, route.AlternativesOf(endpoint));
    }

    private HttpMessageInvoker Prepare(
        HttpRequestMessage request, RouteKey key, ConnectorEndpoint endpoint, AnonymousRoute route)
    {
        Resolve(
            request,
            endpoint.BaseUrl is { } own ? BaseAddresses.Evaluate(own, route.Snapshot) : route.BaseAddress);
        return new(clients.CreateAnonymousHandler(key, route), disposeHandler: false);
    }

    private static void Resolve(HttpRequestMessage request, Uri address) =>
        request.RequestUri = new(address.AbsoluteUri + request.RequestUri!.OriginalString);

    private static ConnectorException? Explain(Exception exception, CallInput input, CallScope scope) =>
        exception is OperationCanceledException && scope.HasTimedOut
            ? CallErrors.TooSlow(input.EndpointId, scope.Limit)
            : null;

    /// <summary>Receives the response of a call, which it owns.</summary>
    /// <param name="call">The call.</param>
    /// <param name="state">What it needs, so that it captures nothing.</param>
    private delegate ValueTask<T> Receiving<T>(OpenCall call, object? state);

    /// <summary>What a call passes.</summary>
    private readonly record struct CallInput(
        string EndpointId, EndpointArguments? Arguments, InvocationOptions? Options)
    {
        public static CallInput Of(EndpointCall call) => new(call.EndpointId, call.Arguments, call.Options);
    }
}
