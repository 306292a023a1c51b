using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>Notifies other processes of changes, and listens to theirs.</summary>
internal interface IChangeNotifications
{
    /// <summary>Adds a statement that sends a notification when the transaction is committed.</summary>
    /// <param name="batch">The last statements of the transaction.</param>
    /// <param name="notice">The text of the notification.</param>
    void Send(StatementBatch batch, string notice);

    /// <summary>Creates a listener for the changes of other processes.</summary>
    /// <param name="db">A context of the database.</param>
    /// <param name="channel">Reads notifications.</param>
    /// <param name="services">The host's services.</param>
    IStoreChangeFeed CreateListener(DbContext db, ChangeChannel channel, IServiceProvider services);
}
