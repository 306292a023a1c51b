using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Http;

internal sealed class ConnectorClientFactory(
    Routes routes, IHttpMessageHandlerFactory handlers, EngineTelemetry telemetry) : IConnectorClientFactory
{
    /// <summary>The name of the handler pipeline below the authentication; the host may add to it.</summary>
    public const string PipelineName = "Versori.Connectors";

    public HttpClient CreateClient(TemplateId template, Owner owner = default) => Create(RouteKey.Of(template, owner));

    public HttpClient CreateClient(ConnectionId connection) => Create(RouteKey.Of(connection));

    public async ValueTask<HttpClient> CreateClientAsync(TemplateId template, Owner owner = default, CancellationToken cancellationToken = default)
    {
        var key = RouteKey.Of(template, owner);
        var route = await routes.For(key).GetAsync(cancellationToken).ConfigureAwait(false);
        await route.Runtime.GetAsync(cancellationToken).ConfigureAwait(false);
        return Create(key);
    }

    /// <summary>What the handler pipeline of a route ends with; used by clients and by invoking endpoints.</summary>
    public ConnectionHandler CreateHandler(RouteKey key, IReadOnlyList<AuthAlternative>? alternatives = null) =>
        new(routes, key, ownerOf: null, telemetry) { InnerHandler = handlers.CreateHandler(PipelineName), Alternatives = alternatives };

    // The handlers are shared and belong to the factory; disposing of a client must not end them.
    private HttpClient Create(RouteKey key) => new(CreateHandler(key), disposeHandler: false)
    {
        BaseAddress = routes.For(key).Current?.BaseAddress ?? BaseAddresses.Unresolved,
    };
}
