using System.Diagnostics;
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
        RunAsync(KeyOf(call), CallInput.Of(call), static call => call.StreamAsync(), cancellationToken);

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

    private static void ThrowIfNoEndpoint(string endpointId) => ArgumentException.ThrowIfNullOrEmpty(endpointId);

    private static async ValueTask<InvocationResult> ReceiveAsync(OpenCall call)
    {
        using (call) return await call.ReadAsync().ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(
        RouteKey key, CallInput input, Func<OpenCall, ValueTask<T>> receive, CancellationToken cancellationToken)
    {
        ThrowIfNoEndpoint(input.EndpointId);
        routes.Lifetime.ThrowIfStopped();
        var limit = RequestOptions.TimeoutOf(input.Options, options.Value.RequestTimeout);
        var scope = new CallScope(limit, time, cancellationToken);
        return EngineTracing.IsEnabled
            ? await TraceAsync(key, input, receive, scope).ConfigureAwait(false)
            : await RunAsync(key, input, receive, activity: null, scope).ConfigureAwait(false);
    }

    private Task<T> TraceAsync<T>(
        RouteKey key, CallInput input, Func<OpenCall, ValueTask<T>> receive, CallScope scope) =>
        EngineTracing.RunAsync(
            () => EngineTracing.StartInvocation(key, input.EndpointId),
            activity => RunAsync(key, input, receive, activity, scope).AsTask());

    private async ValueTask<T> RunAsync<T>(
        RouteKey key, CallInput input, Func<OpenCall, ValueTask<T>> receive, Activity? activity, CallScope scope)
    {
        Route? route = null;
        AnonymousRoute? anonymous = null;
        OpenCall? call = null;
        try
        {
            (route, anonymous) = await FindAsync(key, input, scope).ConfigureAwait(false);
            activity.SetRoute(route);
            var (endpoint, requests) = route is not null
                ? endpoints.Find(route.Connector, route.Template, input.EndpointId)
                : endpoints.Find(anonymous!.Connector, anonymous.Template, input.EndpointId);
            activity.SetEndpoint(endpoint);
            var template = route is not null ? route.Template : anonymous!.Template;
            var request = requests.Create(input.Arguments, input.Options, template?.SkipsArgumentChecks == true);
            call = new(
                new(route?.Definition ?? anonymous!.Definition, endpoint, route),
                request,
                scope,
                scopes,
                options.Value.MaximumResponseBytes,
                time);
            using var sender = route is not null
                ? Prepare(request, key, endpoint, route)
                : Prepare(request, key, endpoint, anonymous!);
            if (input.Arguments?.Page is { } page)
                await page.ApplyAsync(request, scope.Token).ConfigureAwait(false);
            activity.SetServer(request.RequestUri);
            await call.SendAsync(sender, activity).ConfigureAwait(false);
            return await receive(call).ConfigureAwait(false);
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

    // A template without any connection can be called where the credential is optional.
    private async ValueTask<(Route? Route, AnonymousRoute? Anonymous)> FindAsync(
        RouteKey key, CallInput input, CallScope scope)
    {
        try
        {
            return (await routes.For(key).GetAsync(scope.Token).ConfigureAwait(false), null);
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

    private HttpMessageInvoker Prepare(
        HttpRequestMessage request, RouteKey key, ConnectorEndpoint endpoint, Route route)
    {
        var address = ConnectionAddresses.Of(endpoint, route);
        request.RequestUri = new Uri(address.AbsoluteUri + request.RequestUri!.OriginalString);
        return new(
            clients.CreateInvocationHandler(key, route.AlternativesOf(endpoint)), disposeHandler: false);
    }

    private HttpMessageInvoker Prepare(
        HttpRequestMessage request, RouteKey key, ConnectorEndpoint endpoint, AnonymousRoute route)
    {
        var address = endpoint.BaseUrl is { } own ? BaseAddresses.Evaluate(own, route.Snapshot) : route.BaseAddress;
        request.RequestUri = new Uri(address.AbsoluteUri + request.RequestUri!.OriginalString);
        return new(clients.CreateAnonymousHandler(key, route), disposeHandler: false);
    }

    private static ConnectorException? Explain(Exception exception, CallInput input, CallScope scope) =>
        exception is OperationCanceledException && scope.HasTimedOut
            ? CallErrors.TooSlow(input.EndpointId, scope.Limit)
            : null;

    /// <summary>What a call passes.</summary>
    private readonly record struct CallInput(
        string EndpointId, EndpointArguments? Arguments, InvocationOptions? Options)
    {
        public static CallInput Of(EndpointCall call) => new(call.EndpointId, call.Arguments, call.Options);
    }
}
