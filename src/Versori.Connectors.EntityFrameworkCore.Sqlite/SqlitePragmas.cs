using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>
/// Settings of a SQLite connection that the file does not remember: wait for another process' write inside SQLite, which
/// looks again after a millisecond, where the driver's own wait sleeps for 150. It holds a thread, and so is short.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Commands = "PRAGMA busy_timeout=250;";

    public static SqlitePragmas Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Commands;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Commands;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
