using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>A SQLite file.</summary>
public class SqliteDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("versori-sqlite-").FullName;

    public string File => Path.Combine(_folder, "connectors.db");

    // The first use creates the tables.
    public override Task CreateAsync() => Task.CompletedTask;

    public override async Task<string> DumpAsync()
    {
        var text = new StringBuilder();
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        foreach (var table in await TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                    text.Append(
                        rows.GetValue(column) is byte[] bytes
                            ? Encoding.Latin1.GetString(bytes)
                            : rows.GetValue(column)).Append('|');
            }
        }

        return text.ToString();
    }

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    // For a process whose clock is 22 seconds ahead, every lease has expired.
    public override Task<IConnectionLock> LoseLocksAsync()
    {
        TimeProvider later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(22));
        var host = Open(builder => builder.Services.AddSingleton(later));
        return Task.FromResult(host.GetRequiredService<IConnectionLock>());
    }

    internal override void Use(VersoriConnectorsBuilder builder) =>
        builder.UseSqlite(File, options => options.KeyDirectory = KeyDirectory);

    /// <summary>
    /// Closes all connections to this file only: closing the last one of a file removes its log, which other tests
    /// inspect.
    /// </summary>
    public void Close()
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        SqliteConnection.ClearPool(connection);
    }

    protected override ValueTask DropAsync()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private static async Task<List<string>> TablesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        return tables;
    }
}

/// <summary>A SQLite file of the host that is used through a scoped context.</summary>
public sealed class HostSqliteDatabase : SqliteDatabase
{
    public override async Task CreateAsync()
    {
        await using var context = new HostContext(
            new DbContextOptionsBuilder<HostContext>().UseSqlite($"Data Source={File}").Options);
        await context.Database.EnsureCreatedAsync();
    }

    internal override void Use(VersoriConnectorsBuilder builder) =>
        builder.UseEntityFrameworkStores<HostContext>()
            .UseDataProtection(keys => keys.PersistKeysToFileSystem(new(KeyDirectory)));

    protected override void AddContext(IServiceCollection services) =>
        services.AddDbContext<HostContext>(options => options.UseSqlite($"Data Source={File}"));
}
