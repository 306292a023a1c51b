using Microsoft.Extensions.Diagnostics.HealthChecks;
using Versori.Connectors;
using Versori.Connectors.Diagnostics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check for connections that need attention.</summary>
public static class VersoriConnectorsHealthCheckExtensions
{
    /// <summary>
    /// Adds a health check that counts the connections by status. The result contains numbers, and no ids or names. It
    /// reads all connections, so that it belongs to a check that is polled seldom, and not to a liveness probe.
    /// </summary>
    /// <param name="builder">The builder that <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">
    /// The status if connections need to be connected again. Default: <see cref="HealthStatus.Degraded"/>. If the store
    /// fails, the status is <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">Tags for the host to select checks by.</param>
    /// <param name="maximumAge">
    /// How old the numbers may be before they are counted again. Default: one minute. Zero counts each time.
    /// </param>
    public static IHealthChecksBuilder AddVersoriConnections(
        this IHealthChecksBuilder builder,
        string name = "versori_connections",
        HealthStatus failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null,
        TimeSpan? maximumAge = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var age = maximumAge ?? TimeSpan.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero, nameof(maximumAge));
        builder.Services.AddKeyedSingleton(name, (services, _) => new ConnectionsHealthCheck(
            services.GetRequiredService<IConnectionStore>(), services.GetRequiredService<TimeProvider>(), age));
        return builder.Add(new HealthCheckRegistration(
            name,
            services => services.GetRequiredKeyedService<ConnectionsHealthCheck>(name),
            failureStatus,
            tags));
    }
}
