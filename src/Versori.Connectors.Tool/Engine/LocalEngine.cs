using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tool.Engine;

/// <summary>An engine that keeps everything in memory, for the time of a command.</summary>
internal sealed class LocalEngine : IDisposable
{
    private readonly ServiceProvider _services;

    private LocalEngine(ServiceProvider services) => _services = services;

    public IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    public static LocalEngine Create(Action<ExternalUrlOptions>? externalUrls = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddVersoriConnectors();
        if (externalUrls is not null) builder.ConfigureExternalUrls(externalUrls);
        return new(services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}
