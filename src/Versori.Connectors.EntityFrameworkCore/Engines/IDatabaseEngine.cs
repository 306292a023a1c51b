using Microsoft.EntityFrameworkCore;

namespace Versori.Connectors.EntityFrameworkCore.Engines;

/// <summary>
/// Everything that differs between database engines. Each engine has a package, and one instance in each host. Nothing
/// else in the stores depends on the engine.
/// </summary>
internal interface IDatabaseEngine : IDisposable
{
    /// <summary>The meaning of the driver's exceptions.</summary>
    IDriverErrors Errors { get; }

    /// <summary>Prepares a database and its migrations.</summary>
    IEngineSetup Setup { get; }

    /// <summary>Runs the work of the stores.</summary>
    IWorkScheduler Scheduler { get; }

    /// <summary>Notifies other processes of changes; <see langword="null"/> if the engine cannot.</summary>
    IChangeNotifications? Notifications { get; }

    /// <summary>Creates the lock that other processes on the same database respect.</summary>
    /// <param name="db">A context of the database.</param>
    /// <param name="services">The host's services.</param>
    IConnectionLock CreateConnectionLock(DbContext db, IServiceProvider services);
}
