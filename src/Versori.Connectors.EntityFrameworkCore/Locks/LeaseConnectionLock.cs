using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// A row says who renews a connection and until when. The holder prolongs it; when the holder dies it ends by itself. For
/// processes of one machine, whose clocks are the same.
/// </summary>
internal sealed class LeaseConnectionLock(StoreAccess access, TimeProvider time, ILogger<LeaseConnectionLock> logger) : IConnectionLock
{
    /// <summary>How long a dead holder keeps others waiting, at the most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Prolonging = Lease / 3;

    private TimeProvider Time => time;

    public async ValueTask<IAsyncDisposable> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        while (!await TryTakeAsync(id.Value, holder, cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 60)), time, cancellationToken).ConfigureAwait(false);
        }

        return new Held(this, id, holder);
    }

    private async ValueTask<bool> TryTakeAsync(Guid id, Guid holder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        var row = new ConnectionLeaseRow { ConnectionId = id, Holder = holder, Until = now + Lease.Ticks };
        return await access.WriteAsync(
            async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                || await db.Set<ConnectionLeaseRow>().Where(other => other.ConnectionId == id && other.Until < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(other => other.Holder, holder).SetProperty(other => other.Until, row.Until), token).ConfigureAwait(false) == 1,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ProlongAsync(ConnectionId id, Guid holder)
    {
        var until = time.GetUtcNow().UtcTicks + Lease.Ticks;
        try
        {
            await access.WriteAsync(
                (db, token) => db.Set<ConnectionLeaseRow>().Where(row => row.ConnectionId == id.Value && row.Holder == holder)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), token),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LockNotProlonged(exception, id);
        }
    }

    private async Task ReleaseAsync(ConnectionId id, Guid holder)
    {
        try
        {
            await access.WriteAsync(
                (db, token) => db.Set<ConnectionLeaseRow>().Where(row => row.ConnectionId == id.Value && row.Holder == holder).ExecuteDeleteAsync(token),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LockNotReleased(exception, id);
        }
    }

    private sealed class Held : IAsyncDisposable
    {
        private readonly LeaseConnectionLock _owner;
        private readonly ConnectionId _id;
        private readonly Guid _holder;
        private readonly ITimer _prolonging;
        private int _isReleased;

        public Held(LeaseConnectionLock owner, ConnectionId id, Guid holder)
        {
            (_owner, _id, _holder) = (owner, id, holder);
            _prolonging = owner.Time.CreateTimer(_ => _ = owner.ProlongAsync(id, holder), null, Prolonging, Prolonging);
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) != 0) return;
            await _prolonging.DisposeAsync().ConfigureAwait(false);
            await _owner.ReleaseAsync(_id, _holder).ConfigureAwait(false);
        }
    }
}
