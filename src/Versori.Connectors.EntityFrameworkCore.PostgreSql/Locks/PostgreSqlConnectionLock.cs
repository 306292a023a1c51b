using System.Buffers.Binary;
using System.Data.Common;
using Medallion.Threading.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;
using Versori.Connectors.EntityFrameworkCore.Locks;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Locks;

/// <summary>
/// PostgreSQL's advisory locks, for any number of machines. The server releases a lock when the session of its holder
/// ends. Locks of several connections share a session where they can. A row states the holder, so that a holder whose
/// session ended unnoticed finds out that another one followed.
/// </summary>
internal sealed class PostgreSqlConnectionLock(
    Func<PostgresAdvisoryLockKey, PostgresDistributedLock> create,
    LeaseRows rows,
    TimeProvider time,
    ILogger logger) : IConnectionLock
{
    private static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(30);

    // A machine that lost its power or its network does not close its sessions. The server sends a keepalive after 10
    // seconds of silence and then every 5 seconds, and ends the session after the third without an acknowledgement. By
    // default that takes more than two hours.
    private const string TcpKeepalives =
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int MaximumSessions = 20;

    /// <summary>How locks are created with sessions of their own.</summary>
    public static Func<PostgresAdvisoryLockKey, PostgresDistributedLock> Creating(string connectionString)
    {
        var sessions = SessionsOf(connectionString);
        return key => new(key, sessions, options => options.KeepaliveCadence(Keepalive));
    }

    /// <summary>How locks are created with sessions of a data source.</summary>
    public static Func<PostgresAdvisoryLockKey, PostgresDistributedLock> Creating(DbDataSource source) =>
        key => new(key, source, options => options.KeepaliveCadence(Keepalive));

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

    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var handle = await PostgreSqlFailures.TranslateAsync(
            () => create(KeyOf(id)).AcquireAsync(cancellationToken: cancellationToken).AsTask()).ConfigureAwait(false);
        var held = new Held(this, handle, id);
        try
        {
            await rows.TakeAsync(id, held.Holder, Now, cancellationToken).ConfigureAwait(false);
            return held;
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Only the holder counts: the server ends the lock, not the time.
    private long Now => time.GetUtcNow().UtcTicks;

    // Folds the id into the 64 bits of a key. Two connections with the same key wait for each other, which is harmless.
    private static PostgresAdvisoryLockKey KeyOf(ConnectionId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return new(BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    private ValueTask<bool> ConfirmAsync(ConnectionId id, Guid holder, CancellationToken cancellationToken) =>
        rows.ExtendAsync(id, holder, Now, cancellationToken);

    private async Task ReleaseAsync(PostgresDistributedLockHandle handle, ConnectionId id, Guid holder)
    {
        try
        {
            // The row first: after the release it may be the next holder's.
            await rows.DeleteAsync(id, holder).ConfigureAwait(false);
        }
        catch (ConnectorStoreException exception)
        {
            logger.LockNotReleased(exception, id);
        }

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

    private sealed class Held(PostgreSqlConnectionLock owner, PostgresDistributedLockHandle handle, ConnectionId id)
        : IConnectionLockHandle
    {
        private int _isReleased;

        public Guid Holder { get; } = Guid.NewGuid();

        public async ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
        {
            if (Volatile.Read(ref _isReleased) != 0) return false;
            return await owner.ConfirmAsync(id, Holder, cancellationToken).ConfigureAwait(false);
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) != 0) return;
            await owner.ReleaseAsync(handle, id, Holder).ConfigureAwait(false);
        }
    }
}
