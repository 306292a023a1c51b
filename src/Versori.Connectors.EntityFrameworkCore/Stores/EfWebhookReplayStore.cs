using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Model;

namespace Versori.Connectors.EntityFrameworkCore.Stores;

/// <summary>Deliveries that were seen, in the database, so that no two machines accept the same one.</summary>
internal sealed class EfWebhookReplayStore(StoreAccess access, TimeProvider time) : IWebhookReplayStore
{
    private static readonly long ForgetInterval = TimeSpan.FromMinutes(1).Ticks;

    private long _forgetAt;

    public async ValueTask<bool> TryAddAsync(string key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = time.GetUtcNow().UtcTicks;
        await ForgetAsync(now, cancellationToken).ConfigureAwait(false);
        var row = new WebhookDeliveryRow { Key = key, Until = until.UtcTicks };
        return await access.WriteAsync(
            async (db, token) => await Inserting.TryInsertAsync(db, row, token).ConfigureAwait(false)
                // One whose time has ended counts as forgotten.
                || await db.Set<WebhookDeliveryRow>().Where(other => other.Key == key && other.Until < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(other => other.Until, row.Until), token).ConfigureAwait(false) == 1,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => await access.WriteAsync(
        (db, token) => db.Set<WebhookDeliveryRow>().Where(row => row.Key == key).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);

    // Now and then, by whoever comes along.
    private async ValueTask ForgetAsync(long now, CancellationToken cancellationToken)
    {
        var due = Interlocked.Read(ref _forgetAt);
        if (now < due || Interlocked.CompareExchange(ref _forgetAt, now + ForgetInterval, due) != due) return;
        await access.WriteAsync((db, token) => db.Set<WebhookDeliveryRow>().Where(row => row.Until < now).ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
    }
}
