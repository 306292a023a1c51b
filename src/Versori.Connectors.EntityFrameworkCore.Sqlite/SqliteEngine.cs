using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Engines;
using Versori.Connectors.EntityFrameworkCore.Locks;

namespace Versori.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>SQLite, which runs inside the process. It sends no notifications.</summary>
internal sealed class SqliteEngine : IDatabaseEngine
{
    private readonly SqliteScheduler _scheduler = new(TimeProvider.System);

    public IDriverErrors Errors { get; } = new SqliteErrors();

    public IEngineSetup Setup { get; } = new SqliteSetup();

    public IWorkScheduler Scheduler => _scheduler;

    public IChangeNotifications? Notifications => null;

    public IConnectionLock CreateConnectionLock(DbContext db, IServiceProvider services) => new LeaseConnectionLock(
        services.GetRequiredService<StoreAccess>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<LeaseConnectionLock>>());

    public void Dispose() => _scheduler.Dispose();
}
