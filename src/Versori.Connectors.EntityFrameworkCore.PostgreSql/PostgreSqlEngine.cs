using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Locks;
using Versori.Connectors.EntityFrameworkCore.PostgreSql.Changes;
using Versori.Connectors.EntityFrameworkCore.PostgreSql.Locks;

namespace Versori.Connectors.EntityFrameworkCore.PostgreSql;

/// <summary>PostgreSQL, a server for any number of machines.</summary>
internal sealed class PostgreSqlEngine : IDatabaseEngine
{
    public IDriverErrors Errors { get; } = new PostgreSqlErrors();

    public IEngineSetup Setup { get; } = new PostgreSqlSetup();

    public IWorkScheduler Scheduler { get; } = new PostgreSqlScheduler();

    public IChangeNotifications? Notifications { get; } = new PostgreSqlNotifications();

    public IConnectionLock CreateConnectionLock(DbContext db, IServiceProvider services)
    {
        var server = PostgreSqlServer.Of(db, services);
        return new PostgreSqlConnectionLock(
            server.Source is { } source
                ? PostgreSqlConnectionLock.Creating(source)
                : PostgreSqlConnectionLock.Creating(server.ConnectionString!),
            new LeaseRows(services.GetRequiredService<StoreAccess>()),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<PostgreSqlConnectionLock>>());
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
