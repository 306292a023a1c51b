using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// The lock that goes with the database, chosen when it is first needed. Within the process callers wait for each other in
/// memory, so that one of them at most asks the database for a connection's lock.
/// </summary>
internal sealed class DatabaseConnectionLock(StoreAccess access, IServiceProvider services, TimeProvider time, ILoggerFactory loggers) : IConnectionLock
{
    private readonly InMemoryConnectionLock _process = new();
    private IConnectionLock? _across;

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var inProcess = await _process.AcquireAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            var across = _across ??= await access.ReadAsync((db, _) => Task.FromResult(Choose(db)), cancellationToken).ConfigureAwait(false);
            return new Both(inProcess, await across.AcquireAsync(id, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await inProcess.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IConnectionLock Choose(DbContext db)
    {
        if (db.Database.IsSqlite()) return new LeaseConnectionLock(access, time, loggers.CreateLogger<LeaseConnectionLock>());
        var logger = loggers.CreateLogger<PostgresConnectionLock>();
        // A data source knows the password, which a context's connection string may leave out.
#pragma warning disable EF1001 // The provider shows the host's data source nowhere else.
        var source = db.GetService<IDbContextOptions>().FindExtension<NpgsqlOptionsExtension>()?.DataSource ?? services.GetService<NpgsqlDataSource>();
#pragma warning restore EF1001
        return source is not null
            ? new PostgresConnectionLock(source, logger)
            : new PostgresConnectionLock(db.Database.GetConnectionString()!, logger);
    }

    private sealed class Both(IAsyncDisposable inProcess, IAsyncDisposable across) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await across.DisposeAsync().ConfigureAwait(false);
            await inProcess.DisposeAsync().ConfigureAwait(false);
        }
    }
}
