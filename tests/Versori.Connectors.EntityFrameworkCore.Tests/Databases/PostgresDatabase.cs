using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>A PostgreSQL database with an English collation, which differs from the order of lists.</summary>
public class PostgresDatabase : TestDatabase
{
    private static readonly SemaphoreSlim MakingTemplates = new(1, 1);
    private static readonly HashSet<string> Templates = [];

    public PostgresServer Server { get; } = PostgresServer.Get();

    public string Name { get; } = $"versori_{Guid.NewGuid():N}";

    public string ConnectionString => Server.For(Name);

    /// <summary>The database with tables that is copied for each test.</summary>
    protected virtual string Template => "versori_template";

    public override async Task CreateAsync()
    {
        await MakingTemplates.WaitAsync();
        try
        {
            if (!Templates.Contains(Template)) await MakeTemplateAsync();
            Templates.Add(Template);
            await Server.ExecuteAsync($"CREATE DATABASE {Name} TEMPLATE {Template}");
        }
        finally
        {
            MakingTemplates.Release();
        }
    }

    /// <summary>Creates the database without tables.</summary>
    public Task CreateEmptyAsync() => CreateEmptyAsync(Name);

    public override async Task<string> DumpAsync()
    {
        var text = new StringBuilder();
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        foreach (
            var table in await ReadAsync(
                source, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        {
            // As text with plain bytes, because data compressed by TOAST cannot be searched in files.
            foreach (var row in await ReadAsync(source, $"SELECT row_to_json(t)::text FROM \"{table}\" t"))
                text.Append(row);
        }

        foreach (var bytes in await ReadAsync(source, "SELECT encode(\"Protected\", 'escape') FROM versori_secrets"))
            text.Append(bytes);
        return text.ToString();
    }

    public override async Task LogEverythingAsync()
    {
        if (Server.DataFolder is null) return;
        await Server.ExecuteAsync($"ALTER DATABASE {Name} SET log_min_messages = 'log'");
        await Server.ExecuteAsync($"ALTER DATABASE {Name} SET log_statement = 'all'");
    }

    public override Task ExecuteAsync(string sql) => Server.ExecuteAsync(sql, Name);

    // The server ends sessions of unreachable machines like this.
    public override async Task<IConnectionLock> LoseLocksAsync()
    {
        await Server.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                + $"(SELECT oid FROM pg_database WHERE datname = '{Name}')");
        return Open().GetRequiredService<IConnectionLock>();
    }

    internal override void Use(VersoriConnectorsBuilder builder) =>
        builder.UsePostgreSql(ConnectionString, options => options.KeyDirectory = KeyDirectory);

    protected override async ValueTask DropAsync()
    {
        NpgsqlConnection.ClearPool(new(ConnectionString));
        await Server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    protected virtual async Task CreateTablesAsync(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors()
            .UsePostgreSql(connectionString, options => options.KeyDirectory = KeyDirectory);
        await using var host = services.BuildServiceProvider();
        await host.GetRequiredService<ConnectorDatabase>().MigrateAsync();
    }

    private async Task MakeTemplateAsync()
    {
        await Server.ExecuteAsync($"DROP DATABASE IF EXISTS {Template}");
        await CreateEmptyAsync(Template);
        await CreateTablesAsync($"{Server.For(Template)};Pooling=false");
    }

    private Task CreateEmptyAsync(string name) =>
        Server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await rows.ReadAsync()) values.Add(rows.GetString(0));
        return values;
    }
}

/// <summary>A PostgreSQL database of the host that is used through a pooled factory.</summary>
public sealed class HostPostgresDatabase : PostgresDatabase
{
    protected override string Template => "versori_host_template";

    internal override void Use(VersoriConnectorsBuilder builder) =>
        builder.UseEntityFrameworkStores<HostContext>()
            .UseDataProtection(keys => keys.PersistKeysToFileSystem(new(KeyDirectory)));

    protected override async Task CreateTablesAsync(string connectionString)
    {
        await using var context = new HostContext(
            new DbContextOptionsBuilder<HostContext>().UseNpgsql(connectionString).Options);
        await context.Database.EnsureCreatedAsync();
    }

    protected override void AddContext(IServiceCollection services) =>
        services.AddPooledDbContextFactory<HostContext>(
            options => options.UseNpgsql(ConnectionString, npgsql => npgsql.EnableRetryOnFailure()));
}
