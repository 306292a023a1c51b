using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>
/// Settings of each SQLite connection, which the file does not keep. SQLite itself retries after a millisecond when
/// another process writes; the driver's own retry sleeps for 150 milliseconds. The wait blocks a thread, so it is
/// short.
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

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Commands;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
