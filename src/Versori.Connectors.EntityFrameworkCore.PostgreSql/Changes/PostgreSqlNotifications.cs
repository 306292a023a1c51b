using Microsoft.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql.Changes;

/// <summary>Notifications with <c>NOTIFY</c> and <c>LISTEN</c>.</summary>
internal sealed class PostgreSqlNotifications : IChangeNotifications
{
    // The server sends it when the transaction is committed, and discards it when the transaction is rolled back.
    public void Send(StatementBatch batch, string notice) =>
        batch.Add("SELECT pg_notify({0}, {1})", ChangeChannel.Name, notice);

    public IStoreChangeFeed CreateListener(DbContext db, ChangeChannel channel, IServiceProvider services) =>
        new PostgreSqlChanges(PostgreSqlServer.Of(db, services), channel);
}
