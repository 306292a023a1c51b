using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// A row states which holder may refresh a connection, and until when. The holder extends the time; if the holder dies,
/// the lease expires. For processes of one machine, which share a clock.
/// </summary>
internal sealed class LeaseConnectionLock(StoreAccess access, TimeProvider time, ILogger<LeaseConnectionLock> logger)
    : IConnectionLock
{
    /// <summary>How long others wait at most for a holder that died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ExtensionInterval = Lease / 3;

    private TimeProvider Time => time;

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        while (!await TryTakeAsync(id.Value, holder, cancellationToken).ConfigureAwait(false))
        {
            var delay = TimeSpan.FromMilliseconds(Random.Shared.Next(20, 60));
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }

        return new Held(this, id, holder);
    }

    private async ValueTask<bool> TryTakeAsync(Guid id, Guid holder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        var row = new ConnectionLeaseRow { ConnectionId = id, Holder = holder, Until = now + Lease.Ticks };
        return await access.WriteAsync(
            async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                || await TakeExpiredAsync(db, row, now, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TakeExpiredAsync(
        DbContext db, ConnectionLeaseRow row, long now, CancellationToken cancellationToken) =>
        await db.Set<ConnectionLeaseRow>().Where(other => other.ConnectionId == row.ConnectionId && other.Until < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Holder, row.Holder).SetProperty(other => other.Until, row.Until),
                cancellationToken).ConfigureAwait(false) == 1;

    private async Task ExtendAsync(ConnectionId id, Guid holder)
    {
        var until = time.GetUtcNow().UtcTicks + Lease.Ticks;
        try
        {
            await access.WriteAsync(
                (db, token) => RowsHeldBy(db, id, holder)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), token),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LockNotExtended(exception, id);
        }
    }

    private async Task ReleaseAsync(ConnectionId id, Guid holder)
    {
        try
        {
            await access.WriteAsync(
                (db, token) => RowsHeldBy(db, id, holder).ExecuteDeleteAsync(token),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LockNotReleased(exception, id);
        }
    }

    private static IQueryable<ConnectionLeaseRow> RowsHeldBy(DbContext db, ConnectionId id, Guid holder) =>
        db.Set<ConnectionLeaseRow>().Where(row => row.ConnectionId == id.Value && row.Holder == holder);

    private sealed class Held : IAsyncDisposable
    {
        private readonly LeaseConnectionLock _owner;
        private readonly ConnectionId _id;
        private readonly Guid _holder;
        private readonly ITimer _extending;
        private int _isReleased;

        public Held(LeaseConnectionLock owner, ConnectionId id, Guid holder)
        {
            _owner = owner;
            _id = id;
            _holder = holder;
            _extending = owner.Time.CreateTimer(
                _ => _ = owner.ExtendAsync(id, holder), null, ExtensionInterval, ExtensionInterval);
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) != 0) return;
            await _extending.DisposeAsync().ConfigureAwait(false);
            await _owner.ReleaseAsync(_id, _holder).ConfigureAwait(false);
        }
    }
}
