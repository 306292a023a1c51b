using Microsoft.Extensions.Hosting;

namespace Versori.Connectors.Tool.Serving;

/// <summary>The command starts and stops the host. It handles signals itself.</summary>
internal sealed class CommandLifetime : IHostLifetime
{
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
