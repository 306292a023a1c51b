using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Locks;

/// <summary>
/// The rows that state who holds the lock of a connection. A holder's id is unique for each acquisition: it is the
/// fencing token. Each statement is atomic, so a holder that was replaced can no longer change the row.
/// </summary>
internal sealed class LeaseRows(StoreAccess access)
{
    /// <summary>Writes the holder, unless another one's lease has not expired yet.</summary>
    public async ValueTask<bool> TryTakeAsync(
        ConnectionId id, Guid holder, long now, long until, CancellationToken cancellationToken)
    {
        var row = new ConnectionLeaseRow { ConnectionId = id.Value, Holder = holder, Until = until };
        return await access.WriteAsync(
            async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                || await ReplaceAsync(db, row, other => other.Until < now, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the holder in place of any other one.</summary>
    public async ValueTask TakeAsync(ConnectionId id, Guid holder, long until, CancellationToken cancellationToken)
    {
        var row = new ConnectionLeaseRow { ConnectionId = id.Value, Holder = holder, Until = until };
        // An earlier holder may delete its row between the two statements.
        bool isTaken;
        do
        {
            isTaken = await access.WriteAsync(
                async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                    || await ReplaceAsync(db, row, other => true, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        while (!isTaken);
    }

    /// <summary>Extends the lease of a holder.</summary>
    /// <returns>Whether the holder still has it.</returns>
    public async ValueTask<bool> ExtendAsync(
        ConnectionId id, Guid holder, long until, CancellationToken cancellationToken) => await access.WriteAsync(
        (db, token) => HeldBy(db, id, holder)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), token),
        cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Deletes the row, if the holder still has it.</summary>
    public async ValueTask DeleteAsync(ConnectionId id, Guid holder) => await access.WriteAsync(
        (db, token) => HeldBy(db, id, holder).ExecuteDeleteAsync(token), CancellationToken.None).ConfigureAwait(false);

    private static async Task<bool> ReplaceAsync(
        DbContext db,
        ConnectionLeaseRow row,
        System.Linq.Expressions.Expression<Func<ConnectionLeaseRow, bool>> condition,
        CancellationToken cancellationToken) => await db.Set<ConnectionLeaseRow>()
        .Where(other => other.ConnectionId == row.ConnectionId)
        .Where(condition)
        .ExecuteUpdateAsync(
            set => set.SetProperty(other => other.Holder, row.Holder).SetProperty(other => other.Until, row.Until),
            cancellationToken).ConfigureAwait(false) == 1;

    private static IQueryable<ConnectionLeaseRow> HeldBy(DbContext db, ConnectionId id, Guid holder) =>
        db.Set<ConnectionLeaseRow>().Where(row => row.ConnectionId == id.Value && row.Holder == holder);
}
