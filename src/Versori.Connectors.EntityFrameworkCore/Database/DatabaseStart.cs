using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Looks at the database when the host starts, so that what is wrong with it shows then.</summary>
internal sealed class DatabaseStart(ConnectorDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await database.EnsureReadyAsync(cancellationToken).ConfigureAwait(false);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
