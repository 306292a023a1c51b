using System.Buffers.Binary;
using System.Data.Common;
using Medallion.Threading.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;
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

    // A machine that lost its power or its network does not say so; the server asks after 10 seconds of silence, and again
    // every 5, and ends the connection with the third question that is not answered. Its own settings take two hours.
    private const string Watched = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int MostConnections = 20;

    public PostgresConnectionLock(string connectionString, ILogger logger)
        : this(Making(SessionsOf(connectionString)), logger)
    {
    }

    public PostgresConnectionLock(DbDataSource source, ILogger logger)
        : this(key => new(key, source, options => options.KeepaliveCadence(Keepalive)), logger)
    {
    }

    /// <summary>
    /// Sessions for locks: watched by the server, and with a pool of their own, since whoever waits for another process holds a
    /// connection meanwhile, and must not keep those waiting who save what they renewed.
    /// </summary>
    internal static string SessionsOf(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"{builder.Options} {Watched}".TrimStart();
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, MostConnections);
        builder.MinPoolSize = 0;
        return builder.ConnectionString;
    }

    private static Func<PostgresAdvisoryLockKey, PostgresDistributedLock> Making(string sessions) =>
        key => new(key, sessions, options => options.KeepaliveCadence(Keepalive));

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
