using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>The server of a context, for connections beside the context's own.</summary>
/// <param name="Source">
/// The data source, if the context has one. It has the password, which the context's connection string may omit.
/// </param>
/// <param name="ConnectionString">The connection string, if the context has no data source.</param>
internal sealed record PostgreSqlServer(DbDataSource? Source, string? ConnectionString)
{
    /// <summary>The server of a context.</summary>
    public static PostgreSqlServer Of(DbContext db, IServiceProvider services) =>
        (SourceOf(db) ?? services.GetService<NpgsqlDataSource>()) is { } source
            ? new(source, null)
            : new(null, db.Database.GetConnectionString());

    /// <summary>Opens a connection that is kept. Without a data source it does not come from a pool.</summary>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Source is not null)
        {
            return (NpgsqlConnection)await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }

        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
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

    // The connection string may hold a password.
    public override string ToString() => nameof(PostgreSqlServer);

#pragma warning disable EF1001 // The provider offers the context's data source nowhere else.
    private static DbDataSource? SourceOf(DbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<NpgsqlOptionsExtension>()?.DataSource;
#pragma warning restore EF1001
}
