using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Options that the library's own contexts have on every engine.</summary>
internal static class ConnectorContextDefaults
{
    /// <summary>
    /// Turns off change tracking, and logs each SQL command that succeeded and each step of a migration at Debug
    /// instead of Information. <see cref="Migrator"/> logs that migrations were applied.
    /// </summary>
    public static DbContextOptionsBuilder UseConnectorDefaults(this DbContextOptionsBuilder builder) => builder
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ConfigureWarnings(warnings => warnings.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.MigrationApplying, LogLevel.Debug),
            (RelationalEventId.AcquiringMigrationLock, LogLevel.Debug)));
}
