using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Checks the database when the host starts, so that errors show then and not with the first call.</summary>
internal sealed class DatabaseStart(ConnectorDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
