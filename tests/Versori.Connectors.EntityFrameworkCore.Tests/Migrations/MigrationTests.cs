using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Migrations;

public sealed class MigrationTests
{
    private const string FromTheFuture = "INSERT INTO versori_migrations VALUES ('99991231000000_Later', '99.0.0')";

    [Fact]
    public void The_migrations_of_both_engines_make_the_tables_of_the_model()
    {
        using var sqlite = new DesignTimeSqlite().CreateDbContext([]);
        using var npgsql = new DesignTimeNpgsql().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(npgsql.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Eight_hosts_that_start_at_once_on_a_new_file_all_start()
    {
        await using var database = new SqliteDatabase();

        await StartEightAsync(database);
    }

    [Fact]
    public async Task Eight_hosts_that_start_at_once_on_an_empty_PostgreSQL_database_all_start()
    {
        await using var database = new MigratingPostgresDatabase();
        await database.CreateEmptyAsync();

        await StartEightAsync(database);
    }

    [Fact]
    public async Task What_a_killed_migration_left_locked_does_not_stop_the_next()
    {
        await using var database = new SqliteDatabase();
        await database.ExecuteAsync(
            "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); "
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");

        Assert.Empty(
            await database.Open().GetRequiredService<IConnectorStore>().ListAsync(null, default).ToListAsync());
    }

    [Fact]
    public async Task A_file_of_a_newer_release_is_refused_by_name()
    {
        await using var database = new SqliteDatabase();
        await database.Open().GetRequiredService<IConnectorStore>().FindAsync(ConnectorId.Parse("a"), null, default);
        await database.ExecuteAsync(FromTheFuture);

        await RefusedAsync(database.Open(), ConnectorStoreFailure.NewerVersion, "99991231000000_Later");
    }

    [Fact]
    public async Task A_PostgreSQL_database_of_a_newer_release_is_refused_by_name()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        await database.ExecuteAsync(FromTheFuture);

        await RefusedAsync(database.Open(), ConnectorStoreFailure.NewerVersion, "99991231000000_Later");
    }

    [Fact]
    public async Task A_PostgreSQL_database_without_tables_is_refused_until_they_are_made()
    {
        await using var database = new PostgresDatabase();
        await database.CreateEmptyAsync();
        var host = database.Open();
        await RefusedAsync(host, ConnectorStoreFailure.NotMigrated, "MigrateAtStart");

        await host.GetRequiredService<ConnectorDatabase>().MigrateAsync();

        await host.GetRequiredService<ConnectorDatabase>().CheckAsync();
        Assert.Empty(await host.GetRequiredService<IConnectorStore>().ListAsync(null, default).ToListAsync());
    }

    [Fact]
    public async Task The_script_makes_the_tables_too()
    {
        await using var database = new PostgresDatabase();
        await database.CreateEmptyAsync();
        var host = database.Open();

        await database.ExecuteAsync(await host.GetRequiredService<ConnectorDatabase>().CreateScriptAsync());

        await host.GetRequiredService<ConnectorDatabase>().CheckAsync();
    }

    internal static async Task RefusedAsync(ServiceProvider host, ConnectorStoreFailure failure, string word)
    {
        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            async () =>
                await host.GetRequiredService<IConnectorStore>().FindAsync(ConnectorId.Parse("a"), null, default));
        Assert.Equal(failure, refused.Failure);
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    private static async Task StartEightAsync(TestDatabase database)
    {
        var hosts = Enumerable.Range(0, 8).Select(_ => database.Open()).ToList();

        var found = await Racing.RunAsync(
            8,
            async number =>
                await hosts[number]
                    .GetRequiredService<IConnectorStore>().FindAsync(ConnectorId.Parse("a"), null, default));

        Assert.All(found, Assert.Null);
        // One made the first key, so that all can read what each writes.
        Assert.Single(Directory.GetFiles(database.KeyDirectory, "key-*.xml"));
    }

    private sealed class MigratingPostgresDatabase : PostgresDatabase
    {
        internal override void Use(VersoriConnectorsBuilder builder) =>
            builder.UsePostgreSql(ConnectionString, options =>
        {
            options.KeyDirectory = KeyDirectory;
            options.MigrateAtStart = true;
        });
    }
}
