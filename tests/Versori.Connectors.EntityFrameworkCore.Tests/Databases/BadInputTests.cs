using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Tests.Migrations;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>Mistakes of a host and failures of a database: each error names the problem.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("postgres://user:hunter2@host/database")]
    [InlineData("Host=x;Pasword=hunter2")]
    [InlineData("Host=x;Port=hunter2")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_quoting_it(string connectionString)
    {
        var refused = Assert.Throws<ConnectorStoreException>(() => Builder().UsePostgreSql(connectionString));

        Assert.Equal(ConnectorStoreFailure.InvalidConfiguration, refused.Failure);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Data Source=x;Nonsense=1")]
    public void A_database_in_memory_or_a_wrong_connection_string_is_refused(string path) => Assert.Equal(
        ConnectorStoreFailure.InvalidConfiguration, Assert.Throws<ConnectorStoreException>(
            () => Builder().UseSqlite(path)).Failure);

    [Fact]
    public void A_folder_instead_of_a_file_is_refused_at_registration()
    {
        var folder = Directory.CreateTempSubdirectory("versori-").FullName;
        try
        {
            foreach (var path in new[] { folder, $"Data Source={folder}" })
            {
                var refused = Assert.Throws<ConnectorStoreException>(() => Builder().UseSqlite(path));
                Assert.Equal(ConnectorStoreFailure.InvalidConfiguration, refused.Failure);
                Assert.Contains($"'{folder}' is a folder", refused.Message, StringComparison.Ordinal);
                Assert.Contains(Path.Combine(folder, "connectors.db"), refused.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    public async Task The_error_for_a_path_that_cannot_be_created_contains_the_path()
    {
        var file = Path.GetTempFileName();
        try
        {
            // A file is where the folder would have to be. Root may write anywhere else.
            var path = Path.Combine(file, "connectors.db");
            await using var host = Provider(builder => builder.UseSqlite(path));

            await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.InvalidConfiguration, path);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_context_without_a_provider_or_a_registration_is_a_configuration_error()
    {
        await using var none = Provider(builder =>
        {
            builder.Services.AddDbContext<HostContext>();
            builder.UseEntityFrameworkStores<HostContext>().UseDataProtection();
        });
        await using var missing = Provider(
            builder => builder.UseEntityFrameworkStores<HostContext>().UseDataProtection());

        await MigrationTests.RefusedAsync(none, ConnectorStoreFailure.InvalidConfiguration, "UseSqlite or UseNpgsql");
        await MigrationTests.RefusedAsync(
            missing, ConnectorStoreFailure.InvalidConfiguration, "AddPooledDbContextFactory<HostContext>");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stores_of_a_disposed_host_report_it(bool wereUsed)
    {
        await using var database = new SqliteDatabase();
        var host = Provider(builder => builder.UseSqlite(
            database.File, options => options.KeyDirectory = database.KeyDirectory));
        var connectors = host.GetRequiredService<IConnectorStore>();
        var connections = host.GetRequiredService<IConnectionStore>();
        var secrets = host.GetRequiredService<ISecretStore>();
        var owner = host.GetRequiredService<ConnectorDatabase>();
        var id = ConnectorId.Parse("a");
        if (wereUsed) await connectors.FindAsync(id, null, default);

        await host.DisposeAsync();

        foreach (var call in (Func<Task>[])
        [
            async () => await connectors.FindAsync(id, null, default),
            async () => await connectors.ListAsync(null, default).CountAsync(),
            async () => await connections.FindAsync(new(Guid.NewGuid()), default),
            async () => await connections.ListAsync(new(), default).CountAsync(),
            async () => await secrets.WriteAsync(SecretHolder.For(id), "a", new Secret("x"), default),
            () => owner.MigrateAsync(),
            () => owner.CheckAsync(),
            () => owner.CreateScriptAsync(),
        ])
        {
            var refused = await Assert.ThrowsAsync<ConnectorStoreException>(call);
            Assert.Equal((ConnectorStoreFailure.Disposed, false), (refused.Failure, refused.IsTransient));
            Assert.Contains("running host", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unreachable_server_is_unavailable_when_the_host_starts()
    {
        var host = Host.CreateApplicationBuilder();
        host.Services.AddVersoriConnectors()
            .UsePostgreSql(
                "Host=127.0.0.1;Port=1;Password=hunter2;Timeout=5", options => options.KeyDirectory = "unused");
        using var app = host.Build();

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(() => app.StartAsync());

        Assert.Equal((ConnectorStoreFailure.Unavailable, true), (refused.Failure, refused.IsTransient));
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_a_configuration_error()
    {
        await using var database = new PostgresDatabase();

        await MigrationTests.RefusedAsync(
            database.Open(), ConnectorStoreFailure.InvalidConfiguration, "no such database");
    }

    [Fact]
    public async Task PostgreSQL_without_a_key_ring_is_refused_at_the_first_use()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        await using var host = Provider(builder => builder.UsePostgreSql(database.ConnectionString));

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.InvalidConfiguration, "UseDataProtection");
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_damaged()
    {
        await using var database = new SqliteDatabase();
        await File.WriteAllTextAsync(database.File, new string('x', 10_000));

        await MigrationTests.RefusedAsync(database.Open(), ConnectorStoreFailure.Corrupted, "not a SQLite database");
    }

    [Fact]
    public async Task A_partly_damaged_file_is_reported_and_left_unchanged()
    {
        await using var database = new SqliteDatabase();
        var store = database.Open().GetRequiredService<ISecretStore>();
        for (var number = 0; number < 200; number++)
            await store.WriteAsync(new("connection", $"{number}"), "a", new Secret("x"), default);
        await database.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        database.Close();
        var bytes = await File.ReadAllBytesAsync(database.File);
        bytes.AsSpan(4096 * 4).Fill(0x5A);
        await File.WriteAllBytesAsync(database.File, bytes);

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(async () =>
            await ((ISecretInventory)database.Open().GetRequiredService<ISecretStore>())
                .ListWrittenBeforeAsync(DateTimeOffset.MaxValue, default).CountAsync());

        Assert.Equal(ConnectorStoreFailure.Corrupted, refused.Failure);
        Assert.False(refused.IsTransient);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(database.File));
    }

    [Fact]
    public async Task Tables_missing_from_the_migrations_of_the_host_are_named_on_both_engines()
    {
        await using var postgres = new HostPostgresDatabase();
        await postgres.CreateEmptyAsync();
        await using var sqlite = new HostSqliteDatabase();

        await MigrationTests.RefusedAsync(postgres.Open(), ConnectorStoreFailure.NotMigrated, "host's own context");
        await MigrationTests.RefusedAsync(sqlite.Open(), ConnectorStoreFailure.NotMigrated, "host's own context");
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_cannot_be_opened()
    {
        await using var database = new SqliteDatabase();
        Directory.CreateDirectory(database.File);

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(
            () => database.Open().GetRequiredService<ConnectorDatabase>().CheckAsync());
        Assert.Contains(
            refused.Failure, new[] { ConnectorStoreFailure.InvalidConfiguration, ConnectorStoreFailure.AccessDenied });
    }

    [Fact]
    public async Task A_read_only_file_is_refused_at_the_first_use()
    {
        await using var database = new SqliteDatabase();
        await database.Open().GetRequiredService<ConnectorDatabase>().MigrateAsync();
        await using var host = Provider(
            builder =>
                builder.UseSqlite(
                    $"Data Source={database.File};Mode=ReadOnly",
                    options => options.KeyDirectory = database.KeyDirectory));

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.ReadOnly, "cannot be written");
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_loses_nothing()
    {
        await using var database = new HostSqliteDatabase();
        await database.CreateAsync();
        var kept = await database.Open()
            .GetRequiredService<ISecretStore>()
            .WriteAsync(new("connection", "1"), "a", new Secret("kept"), default);
        var services = new ServiceCollection();
        services.AddDbContext<HostContext>(
            options => options.UseSqlite($"Data Source={database.File};Pooling=false").AddInterceptors(new FullDisk()));
        var builder = services.AddVersoriConnectors();
        database.Use(builder);
        await using var host = services.BuildServiceProvider();
        var store = host.GetRequiredService<ISecretStore>();

        var refused = await Assert.ThrowsAsync<ConnectorStoreException>(async () =>
            await store.WriteAsync(new("connection", "1"), "b", new Secret(new string('x', 1_000_000)), default));

        Assert.Equal(ConnectorStoreFailure.OutOfSpace, refused.Failure);
        Assert.Equal("kept", (await store.ReadAsync(kept, default))!.Reveal());
        Assert.Equal([kept], await store.ListAsync(new("connection", "1"), default).ToListAsync());
    }

    [Fact]
    public void A_full_disk_is_recognised_in_nested_exceptions()
    {
        var noRoom = new IOException(
            "No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);

        Assert.Equal(ConnectorStoreFailure.OutOfSpace, StoreFailures.Translate(noRoom, driver: null)?.Failure);
        Assert.True(
            StoreFailures.IsDiskFull(
                new System.Security.Cryptography.CryptographicException("It cannot be encrypted.", noRoom)));
        Assert.Equal(
            ConnectorStoreFailure.Unavailable, StoreFailures.Translate(
                new IOException("Another one"), driver: null)?.Failure);
    }

    [Fact]
    public async Task The_error_for_a_context_without_the_tables_names_the_method_to_call()
    {
        await using var host = Provider(
            builder => builder.UseEntityFrameworkStores<EmptyContext>().UseDataProtection(_ => { }),
            services =>
                services.AddDbContext<EmptyContext>(options => options.UseSqlite("Data Source=unused.db;Mode=Memory")));

        await MigrationTests.RefusedAsync(host, ConnectorStoreFailure.InvalidConfiguration, "UseVersoriConnectors()");
    }

    [Fact]
    public async Task A_database_serves_again_after_an_outage()
    {
        await using var database = new PostgresDatabase();
        await database.CreateAsync();
        var store = database.Open().GetRequiredService<IConnectorStore>();
        await store.FindAsync(ConnectorId.Parse("a"), null, default);
        await database.Server.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS false");
        await database.Server.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'");

        await Assert.ThrowsAsync<ConnectorStoreException>(
            async () => await store.FindAsync(ConnectorId.Parse("a"), null, default));
        await database.Server.ExecuteAsync($"ALTER DATABASE {database.Name} ALLOW_CONNECTIONS true");
        NpgsqlConnection.ClearPool(new(database.ConnectionString));

        Assert.Null(await store.FindAsync(ConnectorId.Parse("a"), null, default));
    }

    private static VersoriConnectorsBuilder Builder() => new ServiceCollection().AddVersoriConnectors();

    private static ServiceProvider Provider(
        Action<VersoriConnectorsBuilder> use, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        use(collection.AddVersoriConnectors());
        return collection.BuildServiceProvider();
    }

    /// <summary>Forbids further pages, as on a full disk.</summary>
    private sealed class FullDisk : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            using var command = ((SqliteConnection)connection).CreateCommand();
            command.CommandText = "PRAGMA max_page_count=1;";
            command.ExecuteNonQuery();
            return Task.CompletedTask;
        }
    }

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);
}
