using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>Compares the database with this release, and applies missing migrations if it may.</summary>
internal static class Migrator
{
    public static string CreateScript(DbContext db, IEngineSetup setup) =>
        db.GetService<IMigrator>().GenerateScript(options: setup.ScriptOptions);

    /// <summary>Checks the tables, and applies missing migrations.</summary>
    /// <param name="db">A context of the database.</param>
    /// <param name="own">The library's own database; <see langword="null"/> if the context is the host's.</param>
    /// <param name="setup">Prepares the database for migrations.</param>
    /// <param name="migrate">Whether to apply missing migrations.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task CheckAsync(
        DbContext db, IOwnDatabase? own, IEngineSetup setup, bool migrate, CancellationToken cancellationToken)
    {
        if (own is null)
        {
            CheckHostModel(db, migrate);
        }
        else if (await FindMissingAsync(db, cancellationToken).ConfigureAwait(false) is { Count: > 0 })
        {
            if (!migrate) throw NotMigrated();
            await MigrateOnceAsync(db, own, setup, cancellationToken).ConfigureAwait(false);
        }

        await TryWriteAsync(db, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<string>> FindMissingAsync(DbContext db, CancellationToken cancellationToken)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false);
        var known = db.Database.GetMigrations().ToList();
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.NewerVersion,
                $"A newer release created this database: it has the migration '{unknown[0]}', which this release does "
                + "not know. Update the package, or use another database.");
        }

        return [.. known.Except(applied, StringComparer.Ordinal)];
    }

    // One process applies the migrations. The others wait, and then find them applied.
    private static async Task MigrateOnceAsync(
        DbContext db, IOwnDatabase own, IEngineSetup setup, CancellationToken cancellationToken)
    {
        var held = await own.LockMigrationsAsync(cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var missing = await FindMissingAsync(db, cancellationToken).ConfigureAwait(false);
            if (missing.Count == 0) return;
            await setup.PrepareMigrationAsync(db, cancellationToken).ConfigureAwait(false);
            await db.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            db.GetService<ILoggerFactory>().CreateLogger<ConnectorDatabase>()
                .MigrationsApplied(missing.Count, missing[^1]);
        }
    }

    private static void CheckHostModel(DbContext db, bool migrate)
    {
        var context = db.GetType().Name;
        if (db.Model.FindEntityType(typeof(ConnectionRow)) is null)
        {
            throw Misconfigured(
                $"{context} has no tables for connectors: call modelBuilder.UseVersoriConnectors() in its "
                + "OnModelCreating, and add a migration.");
        }

        if (migrate) throw Misconfigured($"The tables are part of {context}: apply its own migrations.");
    }

    // Deletes a row that never exists. It fails if the tables are missing or read-only, which reading alone does not
    // show.
    private static async Task TryWriteAsync(DbContext db, CancellationToken cancellationToken) =>
        await db.Set<WebhookDeliveryRow>().Where(row => row.Key == "")
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);

    private static ConnectorStoreException NotMigrated() => new(
        ConnectorStoreFailure.NotMigrated,
        "The database lacks migrations of this release. Set MigrateAtStart, call ConnectorDatabase.MigrateAsync, or "
        + "run the script of ConnectorDatabase.CreateScriptAsync.");

    private static ConnectorStoreException Misconfigured(string message) =>
        new(ConnectorStoreFailure.InvalidConfiguration, message);
}
