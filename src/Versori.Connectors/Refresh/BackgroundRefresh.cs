using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.Diagnostics;

namespace Versori.Connectors.Refresh;

/// <summary>
/// Refreshes tokens that are due even if there are no calls. This keeps refresh tokens alive that expire when they are
/// not used, and the first call after a quiet period does not have to wait. It streams the connections. Several
/// processes may run it: each refresh takes the connection's lock and adopts what another process has refreshed.
/// </summary>
internal sealed class BackgroundRefresh(
    IConnectionStore connections,
    ConnectionRuntimes runtimes,
    IOptions<BackgroundRefreshOptions> options,
    TimeProvider time,
    ILogger<BackgroundRefresh> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Up to a tenth earlier or later, so that hosts that were started together do not run in step.
            var jitter = 0.9 + (RandomValues.Fraction() * 0.2);
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

    /// <summary>Refreshes every token that will be due before the next sweep.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var horizon = time.GetUtcNow() + (options.Value.Interval * 1.2);
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.Concurrency,
            CancellationToken = cancellationToken,
        };
        return Parallel.ForEachAsync(
            connections.ListAsync(new(), cancellationToken),
            limits,
            (connection, token) => RefreshIfDueAsync(connection, horizon, token));
    }

    private async ValueTask RefreshIfDueAsync(
        Connection connection, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        if (connection.Status != ConnectionStatus.Active) return;
        if (!connection.Tokens.Any(token => token.ExpiresAt <= horizon)) return;
        try
        {
            var runtime = runtimes.For(connection.Id);
            await runtime.AdoptAsync(connection, cancellationToken).ConfigureAwait(false);
            await runtime.RefreshDueByAsync(horizon, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // The refresh has logged it, saved its state and notified the observers. The sweep continues with the
            // others.
            logger.SweptConnectionFailed(connection.Id, exception.Code);
        }
    }
}
