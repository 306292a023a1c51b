using System.Buffers.Binary;
using System.Data.Common;
using Medallion.Threading.Postgres;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// PostgreSQL's advisory locks, for any number of machines. The server frees one when its holder's connection ends. Locks of
/// several connections share a connection to the server where they can.
/// </summary>
internal sealed class PostgresConnectionLock(Func<PostgresAdvisoryLockKey, PostgresDistributedLock> make, ILogger logger) : IConnectionLock
{
    private static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(30);

    public PostgresConnectionLock(string connectionString, ILogger logger)
        : this(key => new(key, connectionString, options => options.KeepaliveCadence(Keepalive)), logger)
    {
    }

    public PostgresConnectionLock(DbDataSource source, ILogger logger)
        : this(key => new(key, source, options => options.KeepaliveCadence(Keepalive)), logger)
    {
    }

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        try
        {
            return new Held(await make(KeyOf(id)).AcquireAsync(cancellationToken: cancellationToken).ConfigureAwait(false), id, logger);
        }
        catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
        {
            throw StoreFailures.Translate(exception)!;
        }
    }

    // A UUID folded into the 64 bits that a key has. Two connections that share one wait for each other, and no more.
    private static PostgresAdvisoryLockKey KeyOf(ConnectionId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    private sealed class Held(PostgresDistributedLockHandle handle, ConnectionId id, ILogger logger) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await handle.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (StoreFailures.Translate(exception) is not null)
            {
                // The connection to the server is gone, and the lock with it.
                logger.LockNotReleased(exception, id);
            }
        }
    }
}
