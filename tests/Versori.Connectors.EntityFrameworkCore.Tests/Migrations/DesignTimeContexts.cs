using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;
using Versori.Connectors.EntityFrameworkCore.Sqlite;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Migrations;

/// <summary>Creates the contexts for <c>dotnet ef</c>. No database is needed.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteConnectorsContext>
{
    public SqliteConnectorsContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteConnectorsContext>();
        SqliteConnectorsContext.Configure(options, SqliteFile.Of("design-time.db"));
        return new(options.Options);
    }
}

internal sealed class DesignTimeNpgsql : IDesignTimeDbContextFactory<PostgreSqlConnectorsContext>
{
    public PostgreSqlConnectorsContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlConnectorsContext>();
        PostgreSqlConnectorsContext.Configure(options, "Host=design-time");
        return new(options.Options);
    }
}
