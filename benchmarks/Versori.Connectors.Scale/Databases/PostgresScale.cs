using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;
using Versori.Connectors.EntityFrameworkCore.Tests.Plans;
using Versori.Connectors.Scale.Filling;

namespace Versori.Connectors.Scale.Databases;

/// <summary>
/// A separate database on the server that <c>VERSORI_TEST_POSTGRES</c> names, or on one that is started for the run.
/// </summary>
internal sealed class PostgresScale : ScaleDatabase
{
    private readonly string _database = $"versori_scale_{Guid.NewGuid():N}";
    private LocalPostgres? _server;
    private string _connectionString = "";

    public override string Name => "PostgreSql";

    public override string Filling =>
        "with `COPY … FROM STDIN (FORMAT BINARY)`, all indexes in place, then `ANALYZE`, which autovacuum would run "
            + "automatically within a minute";

    public override string Explain => "EXPLAIN";

    public override async Task<string> DescribeAsync() =>
        $"PostgreSQL {await ScalarAsync("SHOW server_version")} on the same machine, over TCP; shared_buffers "
            + $"{await ScalarAsync("SHOW shared_buffers")}, fsync {await ScalarAsync("SHOW fsync")}, a database with "
            + $"English collation";

    public override async ValueTask StartAsync()
    {
        var server = Environment.GetEnvironmentVariable("VERSORI_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server)) server = (_server = await LocalPostgres.StartAsync()).ConnectionString;
        _connectionString = Of(server, "postgres");
        await ScalarAsync($"CREATE DATABASE {_database} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
        _connectionString = Of(server, _database);
    }

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<IBulk> BeginBulkAsync() =>
        new PostgresBulk((NpgsqlConnection)await OpenAsync(), (NpgsqlConnection)await OpenAsync());

    public override async Task<long> SizeAsync() =>
        Convert.ToInt64(await ScalarAsync("SELECT pg_database_size(current_database())"), CultureInfo.InvariantCulture);

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        else
        {
            var database = _connectionString;
            _connectionString = Of(database, "postgres");
            await ScalarAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }

        await base.DisposeAsync();
    }

    protected override void Use(VersoriConnectorsBuilder builder, StatementRecorder? recorder)
    {
        builder.UsePostgreSql(
            _connectionString, options => (options.KeyDirectory, options.MigrateAtStart) = (KeyDirectory, true));
        if (recorder is not null)
            builder.Services.ConfigureDbContext<PostgreSqlConnectorsContext>(
                options => options.AddInterceptors(recorder));
    }

    private static string Of(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
