using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Sign-ins that are under way, in the database. What is secret about them is in the secret store.</summary>
internal sealed class EfPendingAuthorizationStore(StoreAccess access) : IPendingAuthorizationStore
{
    private const int PageSize = 100;

    public async ValueTask AddAsync(PendingAuthorization pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var row = new PendingAuthorizationRow
        {
            Id = pending.Id,
            ExpiresAt = pending.ExpiresAt.UtcTicks,
            Format = Payloads.CurrentFormat,
            Payload = Payloads.Write(pending),
        };
        if (!await access.WriteAsync((db, token) => Inserting.TryInsertAsync(db, row, token), cancellationToken).ConfigureAwait(false))
        {
            throw new ConnectorStoreException(ConnectorStoreFailure.Failed, $"There is a sign-in with the id '{pending.Id}' already.");
        }
    }

    public async ValueTask<PendingAuthorization?> FindAsync(string id, CancellationToken cancellationToken) =>
        await access.ReadAsync((db, token) => Row(db, id).FirstOrDefaultAsync(token), cancellationToken).ConfigureAwait(false) is { } row ? Read(row) : null;

    // Whoever deletes the row has it.
    public async ValueTask<PendingAuthorization?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var taken = await access.WriteAsync(
            async (db, token) => await Row(db, id).FirstOrDefaultAsync(token).ConfigureAwait(false) is { } row
                && await Row(db, id).ExecuteDeleteAsync(token).ConfigureAwait(false) == 1 ? row : null,
            cancellationToken).ConfigureAwait(false);
        return taken is null ? null : Read(taken);
    }

    public async IAsyncEnumerable<PendingAuthorization> TakeExpiredAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var until = before.UtcTicks;
        while (true)
        {
            var expired = await access.ReadAsync(
                (db, token) => db.Set<PendingAuthorizationRow>().AsNoTracking().Where(row => row.ExpiresAt <= until).OrderBy(row => row.ExpiresAt).Take(PageSize)
                    .Select(row => row.Id).ToListAsync(token),
                cancellationToken).ConfigureAwait(false);
            foreach (var id in expired)
            {
                if (await TakeAsync(id, cancellationToken).ConfigureAwait(false) is { } taken) yield return taken;
            }

            if (expired.Count < PageSize) yield break;
        }
    }

    private static IQueryable<PendingAuthorizationRow> Row(DbContext db, string id) => db.Set<PendingAuthorizationRow>().AsNoTracking().Where(row => row.Id == id);

    private static PendingAuthorization Read(PendingAuthorizationRow row) => Payloads.Read<PendingAuthorization>(row, $"sign-in '{row.Id}'");
}
