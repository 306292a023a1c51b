using System.Buffers.Binary;
using System.Data.Common;
using Medallion.Threading.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Locks;

/// <summary>
/// PostgreSQL's advisory locks, for any number of machines. The server releases a lock when the session of its holder
/// ends. Locks of several connections share a session where they can.
/// </summary>
internal sealed class PostgreSqlConnectionLock(
    Func<PostgresAdvisoryLockKey, PostgresDistributedLock> create, ILogger logger) : IConnectionLock
{
    private static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(30);

    // A machine that lost its power or its network does not close its sessions. The server sends a keepalive after 10
    // seconds of silence and then every 5 seconds, and ends the session after the third without an acknowledgement. By
    // default that takes more than two hours.
    private const string TcpKeepalives =
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int MaximumSessions = 20;

    public PostgreSqlConnectionLock(string connectionString, ILogger logger)
        : this(Creating(SessionsOf(connectionString)), logger)
    {
    }

    public PostgreSqlConnectionLock(DbDataSource source, ILogger logger)
        : this(key => new(key, source, options => options.KeepaliveCadence(Keepalive)), logger)
    {
    }

    /// <summary>
    /// The connection string for sessions of locks. The server monitors them, and they have a pool of their own: a
    /// caller that waits for another process holds a session, which must not be missing when another caller saves a
    /// refreshed token.
    /// </summary>
    internal static string SessionsOf(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} {TcpKeepalives}".TrimStart();
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, MaximumSessions);
        builder.MinPoolSize = 0;
        return builder.ConnectionString;
    }

    private static Func<PostgresAdvisoryLockKey, PostgresDistributedLock> Creating(string sessions) =>
        key => new(key, sessions, options => options.KeepaliveCadence(Keepalive));

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var handle = await PostgreSqlFailures.TranslateAsync(
            () => create(KeyOf(id)).AcquireAsync(cancellationToken: cancellationToken).AsTask()).ConfigureAwait(false);
        return new Held(handle, id, logger);
    }

    // Folds the id into the 64 bits of a key. Two connections with the same key wait for each other, which is harmless.
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
            catch (Exception exception) when (PostgreSqlFailures.Translate(exception) is not null)
            {
                // The session ended, and the lock with it.
                logger.LockNotReleased(exception, id);
            }
        }
    }
}
