using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>
/// The claims on limits, one row for each limit. A claim replaces the row if no other claim did since it was read.
/// </summary>
internal sealed class EfLimitStore(StoreAccess access, TimeProvider time) : ILimitStore
{
    private static readonly long CleanupInterval = TimeSpan.FromMinutes(10).Ticks;

    private long _cleanupAt;

    public async ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await CleanUpAsync(time.GetUtcNow().UtcTicks, cancellationToken).ConfigureAwait(false);
        LimitGrant? grant;
        do
        {
            // One of several that claim at the same time always succeeds.
            grant = await access
                .WriteAsync((db, token) => TryClaimAsync(db, claim, token), cancellationToken).ConfigureAwait(false);
        }
        while (grant is null);
        return grant;
    }

    private async Task<LimitGrant?> TryClaimAsync(DbContext db, LimitClaim claim, CancellationToken cancellationToken)
    {
        var row = await db.Set<LimitRow>().AsNoTracking()
            .FirstOrDefaultAsync(limit => limit.Key == claim.Key, cancellationToken).ConfigureAwait(false);
        var ledger = LimitLedger.Read(row?.Claims ?? "");
        var grant = ledger.Apply(claim, time.GetUtcNow());
        var (claims, until) = (ledger.Write(), ledger.Until.UtcTicks);
        if (row is null)
        {
            var added = new LimitRow { Key = claim.Key, Claims = claims, Version = 1, Until = until };
            return await Inserting.TryInsertAsync(db, added, cancellationToken).ConfigureAwait(false) ? grant : null;
        }

        var updated = await db.Set<LimitRow>()
            .Where(limit => limit.Key == claim.Key && limit.Version == row.Version)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(limit => limit.Claims, claims)
                    .SetProperty(limit => limit.Version, row.Version + 1)
                    .SetProperty(limit => limit.Until, until),
                cancellationToken).ConfigureAwait(false);
        return updated == 1 ? grant : null;
    }

    // Deletes the limits of connections that are not used any more, at most every ten minutes, as part of a call.
    private async ValueTask CleanUpAsync(long now, CancellationToken cancellationToken)
    {
        var due = Interlocked.Read(ref _cleanupAt);
        if (now < due || Interlocked.CompareExchange(ref _cleanupAt, now + CleanupInterval, due) != due) return;
        await access.WriteAsync(
            (db, token) => db.Set<LimitRow>().Where(row => row.Until < now).ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false);
    }
}
