using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;

namespace Versori.Connectors.EntityFrameworkCore.Database;

/// <summary>How to reach the PostgreSQL server beside the contexts.</summary>
/// <param name="Source">The data source, where the context has one: it knows the password, which the context's connection string may leave out.</param>
/// <param name="ConnectionString">The connection string, where it has none.</param>
internal sealed record PostgresRoute(DbDataSource? Source, string? ConnectionString)
{
    /// <summary>The way to a context's server; <see langword="null"/> with SQLite.</summary>
    public static PostgresRoute? Of(DbContext db, IServiceProvider services)
    {
        if (db.Database.IsSqlite()) return null;
#pragma warning disable EF1001 // The provider shows the host's data source nowhere else.
        var source = db.GetService<IDbContextOptions>().FindExtension<NpgsqlOptionsExtension>()?.DataSource ?? services.GetService<NpgsqlDataSource>();
#pragma warning restore EF1001
        return source is null ? new(null, db.Database.GetConnectionString()) : new(source, null);
    }

    /// <summary>Opens a connection that is kept, outside of the pool where it can be.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Source is not null) return (NpgsqlConnection)await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // It may hold a password.
    public override string ToString() => nameof(PostgresRoute);
}
