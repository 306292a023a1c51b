using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Compares the database with this release, and brings it up to it where it may.</summary>
internal static class Migrator
{
    public static string Script(DbContext db) =>
        db.GetService<IMigrator>().GenerateScript(options: db.Database.IsSqlite() ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent);

    public static async Task LookAsync(DbContext db, DatabaseSettings settings, bool migrate, CancellationToken cancellationToken)
    {
        if (settings.Kind == DatabaseKind.Host)
        {
            RefuseOtherModel(db, migrate);
        }
        else if (await IsBehindAsync(db, cancellationToken).ConfigureAwait(false))
        {
            if (!migrate) throw Behind();
            var held = await MigrationLock.AcquireAsync(settings, cancellationToken).ConfigureAwait(false);
            await using (held.ConfigureAwait(false))
            {
                // Whoever waited finds it done.
                if (await IsBehindAsync(db, cancellationToken).ConfigureAwait(false)) await MigrateAsync(db, cancellationToken).ConfigureAwait(false);
            }
        }

        await WriteOnceAsync(db, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> IsBehindAsync(DbContext db, CancellationToken cancellationToken)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        var known = db.Database.GetMigrations().ToList();
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.NewerVersion,
                $"A newer release made this database: it has the migration '{unknown[0]}', which this one does not know. Update the package, or use another database.");
        }

        return known.Count > applied.Count();
    }

    private static async Task MigrateAsync(DbContext db, CancellationToken cancellationToken)
    {
        // Entity Framework's own lock on SQLite is a row, which a killed process leaves behind for ever. Ours is held here.
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\";", cancellationToken).ConfigureAwait(false);
        await db.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void RefuseOtherModel(DbContext db, bool migrate)
    {
        var context = db.GetType().Name;
        if (!db.Database.IsSqlite() && !db.Database.IsNpgsql())
        {
            throw Misconfigured($"{context} uses {db.Database.ProviderName}; the stores work with SQLite and PostgreSQL.");
        }

        if (db.Model.FindEntityType(typeof(ConnectionRow)) is null)
        {
            throw Misconfigured($"{context} has no tables for connectors: call modelBuilder.UseVersoriConnectors() in its OnModelCreating, and add a migration.");
        }

        if (migrate) throw Misconfigured($"The tables are part of {context}: apply its own migrations.");
    }

    // Shows at start whether the tables are there and can be written to, which reading does not. It changes nothing.
    private static async Task WriteOnceAsync(DbContext db, CancellationToken cancellationToken) =>
        await db.Set<WebhookDeliveryRow>().Where(row => row.Key == "").ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);

    private static ConnectorStoreException Behind() => new(
        ConnectorStoreFailure.NotMigrated,
        "The database lacks migrations of this release. Set MigrateAtStart, call ConnectorDatabase.MigrateAsync, or run the script that ConnectorDatabase.CreateScriptAsync gives.");

    private static ConnectorStoreException Misconfigured(string message) =>
        new(ConnectorStoreFailure.InvalidConfiguration, message);
}
