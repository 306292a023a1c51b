using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// Counts the connections by status, and reports if any needs attention. The result has no ids, since health endpoints
/// are often public.
/// </summary>
internal sealed class ConnectionsHealthCheck(IConnectionStore connections, TimeProvider time, TimeSpan maximumAge)
    : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _counting = new(1, 1);
    private HealthCheckResult _last;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Probes often come from several places at the same time. One of them counts for all.
        await _counting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (time.GetUtcNow() - _countedAt < maximumAge) return _last;
            _last = await CountAsync(context.Registration.FailureStatus, cancellationToken).ConfigureAwait(false);
            _countedAt = time.GetUtcNow();
            return _last;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<HealthCheckResult> CountAsync(HealthStatus failure, CancellationToken cancellationToken)
    {
        var counts = Enum.GetValues<ConnectionStatus>().ToDictionary(status => status, _ => 0L);
        try
        {
            var all = connections.ListAsync(new ConnectionFilter(), cancellationToken);
            await foreach (var connection in all.ConfigureAwait(false)) counts[connection.Status]++;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The exception is not passed on, because its message may name the database.
            return new(HealthStatus.Unhealthy, "The connections could not be counted: the store failed.");
        }

        var data = counts.ToDictionary(
            pair => ErrorTypes.Word(pair.Key.ToString()), pair => (object)pair.Value, StringComparer.Ordinal);
        var needy = counts.Where(pair => pair.Key != ConnectionStatus.Active).Sum(pair => pair.Value);
        return needy == 0
            ? HealthCheckResult.Healthy("Every connection can be used.", data)
            : new(failure, Describe(needy), exception: null, data);
    }

    private static string Describe(long needy) => needy == 1
        ? "1 connection needs to be connected again."
        : $"{needy} connections need to be connected again.";
}
