using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.InMemory;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// The lock of the database's engine, created with the first use. Callers of the same process wait for each other in
/// memory, so that at most one of them waits for a connection's lock in the database.
/// </summary>
internal sealed class DatabaseConnectionLock(StoreAccess access, IServiceProvider services) : IConnectionLock
{
    private readonly InMemoryConnectionLock _process = new();
    private IConnectionLock? _database;

    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var inProcess = await _process.AcquireAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            var database = _database ??= await CreateAsync(cancellationToken).ConfigureAwait(false);
            return new Both(inProcess, await database.AcquireAsync(id, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await inProcess.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ValueTask<IConnectionLock> CreateAsync(CancellationToken cancellationToken) => access.ReadAsync(
        (db, _) => Task.FromResult(access.Engine.CreateConnectionLock(db, services)), cancellationToken);

    private sealed class Both(IConnectionLockHandle inProcess, IConnectionLockHandle inDatabase) : IConnectionLockHandle
    {
        public ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken) =>
            inDatabase.ConfirmAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await inDatabase.DisposeAsync().ConfigureAwait(false);
            await inProcess.DisposeAsync().ConfigureAwait(false);
        }
    }
}
