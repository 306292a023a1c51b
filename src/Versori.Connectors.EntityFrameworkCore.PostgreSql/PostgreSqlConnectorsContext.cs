using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>The library's own context on PostgreSQL.</summary>
internal sealed class PostgreSqlConnectorsContext(DbContextOptions<PostgreSqlConnectorsContext> options)
    : ConnectorsContext(options)
{
    public static void Configure(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseConnectorDefaults()
        .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(Tables.Migrations));
}
