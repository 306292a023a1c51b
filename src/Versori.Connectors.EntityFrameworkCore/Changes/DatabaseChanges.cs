using System.Runtime.CompilerServices;
using Versori.Connectors.EntityFrameworkCore.Database;

namespace Versori.Connectors.EntityFrameworkCore.Changes;

/// <summary>
/// Listens to the changes of other processes. The stream is empty if the engine sends no notifications.
/// </summary>
internal sealed class DatabaseChanges(StoreAccess access, ChangeChannel channel, IServiceProvider services)
    : IStoreChangeFeed
{
    public async IAsyncEnumerable<StoreChange> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = await access.ReadAsync(
            (db, _) => Task.FromResult(access.Engine.Notifications?.CreateListener(db, channel, services)),
            cancellationToken).ConfigureAwait(false);
        if (listener is null) yield break;
        await foreach (var change in listener.ListenAsync(cancellationToken).ConfigureAwait(false)) yield return change;
    }
}
