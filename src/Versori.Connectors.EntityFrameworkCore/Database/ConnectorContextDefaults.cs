using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Options that the library's own contexts have on every engine.</summary>
internal static class ConnectorContextDefaults
{
    /// <summary>
    /// Turns off change tracking, and logs each SQL command that succeeded at Debug instead of Information.
    /// </summary>
    public static DbContextOptionsBuilder UseConnectorDefaults(this DbContextOptionsBuilder builder) => builder
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
}
