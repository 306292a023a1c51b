using Versori.Connectors.Connecting;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

internal sealed class ConnectorClientFactory(
    Routes routes, IHttpMessageHandlerFactory handlers, EngineTelemetry telemetry) : IConnectorClientFactory
{
    /// <summary>The name of the handler pipeline below the authentication. The host may add handlers to it.</summary>
    public const string PipelineName = "Versori.Connectors";

    public HttpClient CreateClient(TemplateId template, Owner owner = default)
    {
        IdArguments.Check(template);
        return Create(RouteKey.Of(template, owner));
    }

    public HttpClient CreateClient(ConnectionId connection)
    {
        IdArguments.Check(connection);
        return Create(RouteKey.Of(connection));
    }

    public DelegatingHandler CreateHandler(TemplateId template, Owner owner = default)
    {
        IdArguments.Check(template);
        return CreateSeparateHandler(RouteKey.Of(template, owner));
    }

    public DelegatingHandler CreateHandler(ConnectionId connection)
    {
        IdArguments.Check(connection);
        return CreateSeparateHandler(RouteKey.Of(connection));
    }

    public async ValueTask<HttpClient> CreateClientAsync(
        TemplateId template, Owner owner = default, CancellationToken cancellationToken = default)
    {
        routes.Lifetime.ThrowIfStopped();
        IdArguments.Check(template);
        var key = RouteKey.Of(template, owner);
        var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
        await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        return Create(key);
    }

    /// <summary>
    /// Returns what sends the requests of the endpoint invoker, which traces itself, to an endpoint over a route.
    /// </summary>
    public InvocationSender SenderOf(RouteKey key, Route route, IReadOnlyList<AuthAlternative>? alternatives)
    {
        var pipeline = handlers.CreateHandler(PipelineName);
        if (route.Sender is { } kept && kept.Fits(pipeline, alternatives)) return kept;
        return route.Sender = new(CreateInvocationHandler(key, alternatives, pipeline), alternatives);
    }

    /// <summary>Creates the outermost handler of a pipeline for the endpoint invoker, which traces itself.</summary>
    public ConnectionHandler CreateInvocationHandler(RouteKey key, IReadOnlyList<AuthAlternative>? alternatives) =>
        CreateInvocationHandler(key, alternatives, handlers.CreateHandler(PipelineName));

    private ConnectionHandler CreateInvocationHandler(
        RouteKey key, IReadOnlyList<AuthAlternative>? alternatives, HttpMessageHandler pipeline) =>
        new(routes, key, ownerOf: null, telemetry)
        {
            InnerHandler = pipeline,
            Alternatives = alternatives,
            IsTraced = false,
        };

    /// <summary>Creates the outermost handler for calls of a template that has no connection.</summary>
    public HttpMessageHandler CreateAnonymousHandler(RouteKey key, AnonymousRoute route) =>
        new AnonymousHandler(CreateInvocationHandler(key, alternatives: null), route);

    private ConnectionHandler CreateHandler(RouteKey key) =>
        new(routes, key, ownerOf: null, telemetry) { InnerHandler = handlers.CreateHandler(PipelineName) };

    // The host's library may dispose of the handler, or replace the innermost handler that it finds.
    private ConnectionHandler CreateSeparateHandler(RouteKey key)
    {
        routes.Lifetime.ThrowIfStopped();
        var shared = new SharedPipeline(handlers.CreateHandler(PipelineName));
        return new(routes, key, ownerOf: null, telemetry) { InnerHandler = shared, Shared = shared };
    }

    // The inner handlers are shared and belong to the factory. Disposing a client must not dispose them.
    private ConnectorClient Create(RouteKey key)
    {
        routes.Lifetime.ThrowIfStopped();
        return new(CreateHandler(key))
        {
            BaseAddress = routes.For(key).Current?.BaseAddress ?? BaseAddresses.Unresolved,
        };
    }
}
