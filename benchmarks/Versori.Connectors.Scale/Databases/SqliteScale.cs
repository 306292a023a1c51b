using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.EntityFrameworkCore.Sqlite;
using Versori.Connectors.EntityFrameworkCore.Tests.Plans;
using Versori.Connectors.Scale.Filling;

namespace Versori.Connectors.Scale.Databases;

/// <summary>A SQLite file as <c>UseSqlite</c> creates it.</summary>
internal sealed class SqliteScale : ScaleDatabase
{
    private string File => Path.Combine(Folder, "connectors.db");

    public override string Name => "Sqlite";

    public override string Filling =>
        "with prepared inserts through the driver, one transaction for every 50,000 rows, `synchronous=OFF` while "
            + "filling; all indexes in place";

    public override string Explain => "EXPLAIN QUERY PLAN";

    public override async Task<string> DescribeAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";
        return $"SQLite {await command.ExecuteScalarAsync()}, configured by the library: write-ahead log, every "
            + $"commit synced to the disk";
    }

    public override ValueTask StartAsync() => default;

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<IBulk> BeginBulkAsync() => new SqliteBulk((SqliteConnection)await OpenAsync());

    public override Task<long> SizeAsync() =>
        Task.FromResult(new DirectoryInfo(Folder).GetFiles("connectors.db*").Sum(file => file.Length));

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return base.DisposeAsync();
    }

    protected override void Use(VersoriConnectorsBuilder builder, StatementRecorder? recorder)
    {
        builder.UseSqlite(File, options => options.KeyDirectory = KeyDirectory);
        if (recorder is not null)
            builder.Services.ConfigureDbContext<SqliteConnectorsContext>(options => options.AddInterceptors(recorder));
    }
}
