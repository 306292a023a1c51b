using Medallion.Threading.Postgres;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Engines;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>The library's own database on a PostgreSQL server.</summary>
internal sealed class PostgreSqlDatabase : IOwnDatabase
{
    // The advisory lock of migrations: "versori" as bytes. No other lock has this key.
    private const long MigrationKey = 0x76657273_6F726900;

    private PostgreSqlDatabase(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; }

    /// <exception cref="ConnectorStoreException">The connection string cannot be read.</exception>
    public static PostgreSqlDatabase Of(string connectionString)
    {
        try
        {
            return new(new NpgsqlConnectionStringBuilder(connectionString).ConnectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its message may quote the connection string, which holds a password.
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration,
                "The connection string of the PostgreSQL database cannot be read. It has the form "
                + "'Host=…;Database=…;Username=…;Password=…'.");
        }
    }

    public IDatabaseEngine CreateEngine() => new PostgreSqlEngine();

    public void Create()
    {
        // The database exists on the server.
    }

    public async ValueTask<IAsyncDisposable> LockMigrationsAsync(CancellationToken cancellationToken) =>
        await new PostgresDistributedLock(new(MigrationKey), ConnectionString)
            .AcquireAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
}
