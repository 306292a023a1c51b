using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Diagnostics;

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

    private readonly LeaseRows _rows = new(access);

    private long Until => time.GetUtcNow().UtcTicks + Lease.Ticks;

    public async ValueTask<IConnectionLockHandle> AcquireAsync(ConnectionId id, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        while (!await TryTakeAsync(id, holder, cancellationToken).ConfigureAwait(false))
        {
            var delay = TimeSpan.FromMilliseconds(Random.Shared.Next(20, 60));
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }

        return new Held(this, id, holder);
    }

    private ValueTask<bool> TryTakeAsync(ConnectionId id, Guid holder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        return _rows.TryTakeAsync(id, holder, now, now + Lease.Ticks, cancellationToken);
    }

    private sealed class Held : IConnectionLockHandle
    {
        private readonly LeaseConnectionLock _owner;
        private readonly ConnectionId _id;
        private readonly Guid _holder;
        private readonly ITimer _extending;
        private int _isOver;

        public Held(LeaseConnectionLock owner, ConnectionId id, Guid holder)
        {
            _owner = owner;
            _id = id;
            _holder = holder;
            _extending = owner.CreateTimer(this);
        }

        public async ValueTask<bool> ConfirmAsync(CancellationToken cancellationToken)
        {
            if (Volatile.Read(ref _isOver) != 0) return false;
            if (await _owner._rows.ExtendAsync(_id, _holder, _owner.Until, cancellationToken).ConfigureAwait(false))
                return true;

            // Another holder took the expired lease. There is nothing left to extend or to release.
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                _owner.LogLost(_id);
                await _extending.DisposeAsync().ConfigureAwait(false);
            }

            return false;
        }

        public async Task ExtendAsync()
        {
            try
            {
                await ConfirmAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                _owner.LogNotExtended(exception, _id);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isOver, 1) != 0) return;
            await _extending.DisposeAsync().ConfigureAwait(false);
            await _owner.ReleaseAsync(_id, _holder).ConfigureAwait(false);
        }
    }

    private ITimer CreateTimer(Held held) => time.CreateTimer(
        static state => _ = ((Held)state!).ExtendAsync(), held, ExtensionInterval, ExtensionInterval);

    private void LogLost(ConnectionId id) => logger.LockLost(id);

    private void LogNotExtended(Exception exception, ConnectionId id) => logger.LockNotExtended(exception, id);

    private async Task ReleaseAsync(ConnectionId id, Guid holder)
    {
        try
        {
            await _rows.DeleteAsync(id, holder).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LockNotReleased(exception, id);
        }
    }
}
