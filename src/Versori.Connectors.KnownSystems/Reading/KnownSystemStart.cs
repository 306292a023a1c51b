using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.Reading;

/// <summary>Adds the connector of a known system when the host starts.</summary>
internal sealed class KnownSystemStart(IConnectorCatalog catalog, string system, KnownClient? client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        catalog.AddKnownAsync(system, client, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
