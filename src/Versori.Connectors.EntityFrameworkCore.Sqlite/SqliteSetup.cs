using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>What a SQLite file needs once.</summary>
internal static class SqliteSetup
{
    /// <summary>How long a lock of another process is waited for, most of it without a thread.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the driver tries by itself, on its caller's thread: its shortest, because <see cref="StoreAccess"/> goes on
    /// without a thread.
    /// </summary>
    public static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    /// <summary>The same for what happens once, such as migrations.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>Says how long the driver tries by itself.</summary>
    public static void WaitFor(DbContext db, TimeSpan time)
    {
        db.Database.SetCommandTimeout(time);
        // What the driver itself runs, such as the beginning of a transaction.
        if (db.Database.GetDbConnection() is SqliteConnection connection) connection.DefaultTimeout = (int)time.TotalSeconds;
    }

    /// <summary>
    /// With a write-ahead log readers and the one writer do not wait for each other; the file remembers it. A file that cannot
    /// be written to keeps the journal it has, and is refused by the look that follows.
    /// </summary>
    public static Task UseWriteAheadLogAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
}
