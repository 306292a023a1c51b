using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.ConnectSessions;

/// <summary>Connect sessions in the database.</summary>
internal sealed class EfConnectSessionStore(StoreAccess access) : IConnectSessionStore
{
    public async ValueTask<ConnectSession?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var row = await access
            .ReadAsync(
                (db, token) => db.Set<ConnectSessionRow>().AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == id, token),
                cancellationToken).ConfigureAwait(false);
        return row is null ? null : Payloads.Read<ConnectSession>(row, "a connect session");
    }

    public async ValueTask<SaveResult<ConnectSession>> SaveAsync(
        ConnectSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var saved = session with { Revision = session.Revision + 1 };
        var row = new ConnectSessionRow
        {
            Id = saved.Id,
            Owner = saved.Owner.ToString(),
            IsOpen = saved.IsOpen,
            ExpiresAt = saved.ExpiresAt.UtcTicks,
            Revision = saved.Revision,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(saved),
        };
        var isSaved = await access
            .WriteAsync((db, token) => WriteAsync(db, row, session.Revision, token), cancellationToken)
            .ConfigureAwait(false);
        return isSaved
            ? SaveResult<ConnectSession>.Saved(saved)
            : SaveResult<ConnectSession>.Conflict(await FindAsync(saved.Id, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<int> CountOpenAsync(Owner owner, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var (name, ticks) = (owner.ToString(), time.UtcTicks);
        return access.ReadAsync(
            (db, token) => db.Set<ConnectSessionRow>()
                .CountAsync(row => row.Owner == name && row.ExpiresAt > ticks && row.IsOpen, token),
            cancellationToken);
    }

    public ValueTask<int> DeleteOwnedAsync(Owner owner, CancellationToken cancellationToken)
    {
        var name = owner.ToString();
        return access.WriteAsync(
            (db, token) => db.Set<ConnectSessionRow>().Where(row => row.Owner == name).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    public ValueTask<int> DeleteExpiredAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ticks = time.UtcTicks;
        return access.WriteAsync(
            (db, token) => db.Set<ConnectSessionRow>().Where(row => row.ExpiresAt < ticks).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    private static async Task<bool> WriteAsync(
        DbContext db, ConnectSessionRow row, long revision, CancellationToken cancellationToken)
    {
        if (revision == 0) return await Inserting.TryInsertAsync(db, row, cancellationToken).ConfigureAwait(false);
        return await db.Set<ConnectSessionRow>()
            .Where(stored => stored.Id == row.Id && stored.Revision == revision)
            .ExecuteUpdateAsync(
                changes => changes
                    .SetProperty(stored => stored.Owner, row.Owner)
                    .SetProperty(stored => stored.IsOpen, row.IsOpen)
                    .SetProperty(stored => stored.ExpiresAt, row.ExpiresAt)
                    .SetProperty(stored => stored.Revision, row.Revision)
                    .SetProperty(stored => stored.Format, row.Format)
                    .SetProperty(stored => stored.Payload, row.Payload),
                cancellationToken).ConfigureAwait(false) == 1;
    }
}
