using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Pending sign-ins in the database. Their secrets are in the secret store.</summary>
internal sealed class EfPendingSignInStore(StoreAccess access) : IPendingSignInStore
{
    private const int PageSize = 100;

    public async ValueTask AddAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var row = new PendingSignInRow
        {
            Id = pending.Id,
            Owner = pending.Owner.ToString(),
            Revision = pending.Revision,
            ExpiresAt = pending.ExpiresAt.UtcTicks,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(pending),
        };
        var isAdded = await access
            .WriteAsync((db, token) => Inserting.TryInsertAsync(db, row, token), cancellationToken)
            .ConfigureAwait(false);
        if (!isAdded)
        {
            throw new ConnectorStoreException(
                ConnectorStoreFailure.Failed, $"A sign-in with the id '{pending.Id}' already exists.");
        }
    }

    public async ValueTask<PendingSignIn?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await access
            .ReadAsync((db, token) => Row(db, id).FirstOrDefaultAsync(token), cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    // The caller that deletes the row takes the sign-in.
    public async ValueTask<PendingSignIn?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var taken = await access.WriteAsync(
            async (db, token) => await Row(db, id).FirstOrDefaultAsync(token).ConfigureAwait(false) is { } row
                && await Row(db, id).ExecuteDeleteAsync(token).ConfigureAwait(false) == 1 ? row : null,
            cancellationToken).ConfigureAwait(false);
        return taken is null ? null : Read(taken);
    }

    public async IAsyncEnumerable<PendingSignIn> TakeExpiredAsync(
        DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var until = before.UtcTicks;
        List<string> expired;
        do
        {
            expired = await access
                .ReadAsync((db, token) => Expired(db, until).ToListAsync(token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var id in expired)
            {
                if (await TakeAsync(id, cancellationToken).ConfigureAwait(false) is { } taken) yield return taken;
            }
        }
        while (expired.Count >= PageSize);
    }

    public async ValueTask<PendingSignIn?> UpdateAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var updated = pending with { Revision = pending.Revision + 1 };
        var payload = Payloads.Write(updated);
        var changed = await access.WriteAsync(
            (db, token) => db.Set<PendingSignInRow>()
                .Where(row => row.Id == pending.Id && row.Revision == pending.Revision)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.Revision, updated.Revision)
                        .SetProperty(row => row.Format, Payloads.CurrentFormat)
                        .SetProperty(row => row.Payload, payload),
                    token),
            cancellationToken).ConfigureAwait(false);
        return changed == 1 ? updated : null;
    }

    public async IAsyncEnumerable<PendingSignIn> TakeOwnedAsync(
        Owner owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = owner.ToString();
        List<string> owned;
        do
        {
            owned = await access
                .ReadAsync((db, token) => Owned(db, name).ToListAsync(token), cancellationToken).ConfigureAwait(false);
            foreach (var id in owned)
            {
                if (await TakeAsync(id, cancellationToken).ConfigureAwait(false) is { } taken) yield return taken;
            }
        }
        while (owned.Count >= PageSize);
    }

    private static IQueryable<string> Owned(DbContext db, string owner) => db.Set<PendingSignInRow>()
        .AsNoTracking()
        .Where(row => row.Owner == owner)
        .OrderBy(row => row.Id)
        .Take(PageSize)
        .Select(row => row.Id);

    private static IQueryable<string> Expired(DbContext db, long until) => db.Set<PendingSignInRow>()
        .AsNoTracking()
        .Where(row => row.ExpiresAt <= until)
        .OrderBy(row => row.ExpiresAt)
        .Take(PageSize)
        .Select(row => row.Id);

    private static IQueryable<PendingSignInRow> Row(DbContext db, string id) =>
        db.Set<PendingSignInRow>().AsNoTracking().Where(row => row.Id == id);

    private static PendingSignIn Read(PendingSignInRow row) =>
        Payloads.Read<PendingSignIn>(row, $"sign-in '{row.Id}'");
}
