using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Engine;

/// <summary>Another process with the same stores, from the engine's point of view.</summary>
public sealed class SecondEngine(ServiceProvider services) : IAsyncDisposable
{
    public ServiceProvider Services => services;

    public IConnections Connections => services.GetRequiredService<IConnections>();

    public ISignIns Authorizations => services.GetRequiredService<ISignIns>();

    public IConnectorCatalog Catalog => services.GetRequiredService<IConnectorCatalog>();

    public HttpClient CreateClient(Connection connection) =>
        services.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);

    public HttpClient CreateClient(TemplateId template) =>
        services.GetRequiredService<IConnectorClientFactory>().CreateClient(template);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
