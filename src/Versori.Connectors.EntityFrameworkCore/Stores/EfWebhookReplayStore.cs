using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>The webhook deliveries that were received, so that no two machines accept the same delivery.</summary>
internal sealed class EfWebhookReplayStore(StoreAccess access, TimeProvider time) : IWebhookReplayStore
{
    private static readonly long CleanupInterval = TimeSpan.FromMinutes(1).Ticks;

    private long _cleanupAt;

    public async ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = time.GetUtcNow().UtcTicks;
        await CleanUpAsync(now, cancellationToken).ConfigureAwait(false);
        var row = new WebhookDeliveryRow { Key = key, Until = until.UtcTicks };
        return await access.WriteAsync(
            async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                || await ReplaceExpiredAsync(db, row, now, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await access.WriteAsync(
        (db, token) => db.Set<WebhookDeliveryRow>().Where(row => row.Key == key).ExecuteDeleteAsync(token),
        cancellationToken).ConfigureAwait(false);

    private static async Task<bool> ReplaceExpiredAsync(
        DbContext db, WebhookDeliveryRow row, long now, CancellationToken cancellationToken) =>
        await db.Set<WebhookDeliveryRow>().Where(other => other.Key == row.Key && other.Until < now)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.Until, row.Until), cancellationToken)
            .ConfigureAwait(false) == 1;

    // Deletes expired deliveries at most once a minute, as part of a call.
    private async ValueTask CleanUpAsync(long now, CancellationToken cancellationToken)
    {
        var due = Interlocked.Read(ref _cleanupAt);
        if (now < due || Interlocked.CompareExchange(ref _cleanupAt, now + CleanupInterval, due) != due) return;
        await access.WriteAsync(
            (db, token) => db.Set<WebhookDeliveryRow>().Where(row => row.Until < now).ExecuteDeleteAsync(token),
            cancellationToken).ConfigureAwait(false);
    }
}
