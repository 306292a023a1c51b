using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
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
        if (PostgresRoute.Of(db, services) is not { } route) return new LeaseConnectionLock(access, time, loggers.CreateLogger<LeaseConnectionLock>());
        var logger = loggers.CreateLogger<PostgresConnectionLock>();
        return route.Source is { } source ? new PostgresConnectionLock(source, logger) : new PostgresConnectionLock(route.ConnectionString!, logger);
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
