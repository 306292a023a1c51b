using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Versori.Connectors.EntityFrameworkCore.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Tests.Databases;
using Versori.Connectors.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Migrations;

public sealed class MigrationTests
{
    private const string FromTheFuture = "INSERT INTO versori_migrations VALUES ('99991231000000_Later', '99.0.0')";

    [Fact]
    public void The_migrations_of_both_engines_create_the_tables_of_the_model()
    {
        using var sqlite = new DesignTimeSqlite().CreateDbContext([]);
        using var npgsql = new DesignTimeNpgsql().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(npgsql.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_file_of_an_earlier_release_is_migrated_and_keeps_its_data()
    {
        await using var database = new SqliteDatabase();
        var options = new DbContextOptionsBuilder<SqliteConnectorsContext>();
        SqliteConnectorsContext.Configure(options, SqliteFile.Of(database.File));
        await using (var context = new SqliteConnectorsContext(options.Options))
        {
            await context.GetService<IMigrator>().MigrateAsync("Initial", default);
        }

        await database.ExecuteAsync(
            "INSERT INTO versori_bindings VALUES "
            + "('mirror', 'shop', 'host', '', '01A224E4-8641-7943-A5DD-6E36D4FB2A9C', 1)");
        var host = database.Open();

        Assert.Single(await host.GetRequiredService<IBindingStore>().ListAsync(new(), default).ToListAsync());
        Assert.Empty(await host.GetRequiredService<IAuditStore>().ListAsync(new(), default).ToListAsync());
    }

    [Fact]
    public async Task Eight_hosts_can_start_concurrently_on_a_new_file()
    {
        await using var database = new SqliteDatabase();

        await StartEightAsync(database);
    }

    [Fact]
    public async Task Eight_hosts_can_start_concurrently_on_an_empty_PostgreSQL_database()
    {
        await using var database = new MigratingPostgresDatabase();
        await database.CreateEmptyAsync();

        await StartEightAsync(database);
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_migration_does_not_stop_the_next_one()
    {
        await using var database = new SqliteDatabase();
        await database.ExecuteAsync(
            "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); "
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");

        Assert.Empty(
            await database.Open().GetRequiredService<IConnectorStore>().ListAsync(null, default).ToListAsync());
    }

    [Fact]
    public async Task A_new_file_is_told_in_one_line()
    {
        await using var database = new SqliteDatabase();
        var host = database.Open();

        await host.GetRequiredService<IConnectorStore>().FindAsync(ConnectorId.Parse("a"), null, default);

        var told = host.GetRequiredService<FakeLogCollector>().GetSnapshot()
            .Where(record => record.Level >= LogLevel.Information && record.Category!.Contains("EntityFramework"));
        Assert.Contains("migrations of the database were applied", Assert.Single(told).Message);
    }

    [Fact]
    public async Task The_refusal_of_a_file_of_a_newer_release_names_the_migration()
    {
        await using var database = new SqliteDatabase();
        await database.Open().GetRequiredService<IConnectorStore>().FindAsync(ConnectorId.Parse("a"), null, default);
        await database.ExecuteAsync(FromTheFuture);

        await RefusedAsync(database.Open(), ConnectorStoreFailure.NewerVersion, "99991231000000_Later");
    }

    [Fact]
    public async Task The_refusal_of_a_PostgreSQL_database_of_a_newer_release_names_the_migration()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        await database.ExecuteAsync(FromTheFuture);

        await RefusedAsync(database.Open(), ConnectorStoreFailure.NewerVersion, "99991231000000_Later");
    }

    [Fact]
    public async Task A_PostgreSQL_database_is_refused_until_its_tables_exist()
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
    public async Task The_migration_script_creates_the_tables()
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
        // One host created the first key, so every host can read the secrets of the others.
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
