using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>What a SQLite file needs once.</summary>
internal static class SqliteSetup
{
    /// <summary>
    /// With a write-ahead log readers and the one writer do not wait for each other; the file remembers it. A file that cannot
    /// be written to keeps the journal it has, and is refused by the look that follows.
    /// </summary>
    public static Task UseWriteAheadLogAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
}
