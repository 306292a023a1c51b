using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>The library's own context on SQLite.</summary>
internal sealed class SqliteConnectorsContext(DbContextOptions<SqliteConnectorsContext> options)
    : ConnectorsContext(options)
{
    public static void Configure(DbContextOptionsBuilder builder, SqliteFile file) => builder
        .UseConnectorDefaults()
        .UseSqlite(file.ConnectionString, sqlite => sqlite.MigrationsHistoryTable(Tables.Migrations))
        .AddInterceptors(SqlitePragmas.Instance);
}
