using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>How the library's own contexts reach their databases.</summary>
internal static class ContextOptions
{
    public static void Sqlite(DbContextOptionsBuilder builder, SqliteFile file) => Quiet(builder)
        .UseSqlite(file.ConnectionString, sqlite => sqlite.MigrationsHistoryTable(Tables.Migrations))
        .AddInterceptors(SqlitePragmas.Instance);

    public static void Npgsql(DbContextOptionsBuilder builder, string connectionString) => Quiet(builder)
        .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(Tables.Migrations));

    // A host that logs at Information did not ask to read every query of ours.
    private static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder builder) => builder
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
}
