using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

internal sealed class ConnectorClientFactory(
    Routes routes, IHttpMessageHandlerFactory handlers, EngineTelemetry telemetry) : IConnectorClientFactory
{
    /// <summary>The name of the handler pipeline below the authentication. The host may add handlers to it.</summary>
    public const string PipelineName = "Versori.Connectors";

    public HttpClient CreateClient(TemplateId template, Owner owner = default) => Create(RouteKey.Of(template, owner));

    public HttpClient CreateClient(ConnectionId connection) => Create(RouteKey.Of(connection));

    public async ValueTask<HttpClient> CreateClientAsync(
        TemplateId template, Owner owner = default, CancellationToken cancellationToken = default)
    {
        routes.Lifetime.ThrowIfStopped();
        var key = RouteKey.Of(template, owner);
        var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
        await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        return Create(key);
    }

    /// <summary>
    /// Creates the outermost handler of a route's pipeline, for clients and for the endpoint invoker.
    /// </summary>
    public ConnectionHandler CreateHandler(RouteKey key, IReadOnlyList<AuthAlternative>? alternatives = null) =>
        new(routes, key, ownerOf: null, telemetry)
        {
            InnerHandler = handlers.CreateHandler(PipelineName),
            Alternatives = alternatives,
        };

    // The inner handlers are shared and belong to the factory. Disposing a client must not dispose them.
    private HttpClient Create(RouteKey key)
    {
        routes.Lifetime.ThrowIfStopped();
        return new(CreateHandler(key), disposeHandler: false)
        {
            BaseAddress = routes.For(key).Current?.BaseAddress ?? BaseAddresses.Unresolved,
        };
    }
}
