using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>Prepares a SQLite file.</summary>
internal sealed class SqliteSetup : IEngineSetup
{
    // Migrations happen once, and may wait longer than other work.
    private static readonly TimeSpan DriverTimeout = TimeSpan.FromSeconds(30);

    // Entity Framework cannot generate idempotent scripts for SQLite.
    public MigrationsSqlGenerationOptions ScriptOptions => MigrationsSqlGenerationOptions.Default;

    public void Configure(DbContext db) => SqliteTimeout.Set(db, DriverTimeout);

    /// <summary>
    /// Turns on the write-ahead log, with which readers and the one writer do not wait for each other. The file keeps
    /// this setting. A file that cannot be written to keeps its journal, and the check that follows reports it.
    /// </summary>
    public Task PrepareAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);

    /// <summary>
    /// Removes Entity Framework's own lock. It is a row, which a killed process leaves behind for good; the lock that
    /// is held here replaces it.
    /// </summary>
    public Task PrepareMigrationAsync(DbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken);
}
