using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Renews tokens that are due although nobody calls, so that refresh tokens that die of disuse stay alive and the first
/// call after a quiet time need not wait. Streams the connections; several processes may run it, since each renewal takes
/// the connection's lock and adopts what another one renewed.
/// </summary>
internal sealed class BackgroundRenewal(
    IConnectionStore connections,
    ConnectionRuntimes runtimes,
    IOptions<BackgroundRenewalOptions> options,
    TimeProvider time,
    ILogger<BackgroundRenewal> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // Up to a tenth sooner or later, so that a fleet that was started together does not work in step.
            var jitter = 0.9 + (Random.Shared.NextDouble() * 0.2);
            await Task.Delay(options.Value.Interval * jitter, time, stoppingToken).ConfigureAwait(false);
            try
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.SweepFailed(exception);
            }
        }
    }

    /// <summary>Renews every token that will be due before the next sweep.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var horizon = time.GetUtcNow() + (options.Value.Interval * 1.2);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(connections.ListAsync(new(), cancellationToken), limits, (connection, token) => RenewIfDueAsync(connection, horizon, token));
    }

    private async ValueTask RenewIfDueAsync(Connection connection, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        if (connection.Status != ConnectionStatus.Active || !connection.Tokens.Any(token => token.ExpiresAt <= horizon)) return;
        try
        {
            var runtime = runtimes.For(connection.Id);
            await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
            await runtime.RenewDueByAsync(horizon, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // The renewal engine has logged it, kept its state and told the observers; the sweep goes on with the others.
            logger.SweptConnectionFailed(connection.Id, exception.Code);
        }
    }
}
