using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>
/// How long the driver retries when another process holds a lock of the file. It blocks its caller's thread.
/// </summary>
internal static class SqliteTimeout
{
    public static void Set(DbContext db, TimeSpan timeout)
    {
        db.Database.SetCommandTimeout(timeout);
        // For what the driver itself runs, such as the beginning of a transaction.
        if (db.Database.GetDbConnection() is not SqliteConnection connection) return;
        connection.DefaultTimeout = (int)timeout.TotalSeconds;
    }
}
