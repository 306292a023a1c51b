using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>The database of one test, and hosts over it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];

    /// <summary>The folder with the keys of this database.</summary>
    public string KeyDirectory { get; } = Path.Combine(Path.GetTempPath(), $"versori-keys-{Guid.NewGuid():N}");

    /// <summary>A new host over the database, as after a restart or on another machine.</summary>
    public ServiceProvider Open(Action<VersoriConnectorsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        AddContext(services);
        var builder = services.AddVersoriConnectors();
        Use(builder);
        configure?.Invoke(builder);
        var host = services.BuildServiceProvider(validateScopes: true);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Creates the database with its tables.</summary>
    public abstract Task CreateAsync();

    /// <summary>All stored data as text.</summary>
    public abstract Task<string> DumpAsync();

    /// <summary>Runs a statement directly on the database.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>
    /// Makes the server log every statement with its values, if the server was started for the run.
    /// </summary>
    public virtual Task LogEverythingAsync() => Task.CompletedTask;

    /// <summary>
    /// Ends all held locks without notifying their holders, and returns the lock of another process.
    /// </summary>
    public abstract Task<IConnectionLock> LoseLocksAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await DropAsync();
        if (Directory.Exists(KeyDirectory)) Directory.Delete(KeyDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal abstract void Use(VersoriConnectorsBuilder builder);

    protected virtual void AddContext(IServiceCollection services)
    {
    }

    protected abstract ValueTask DropAsync();
}

/// <summary>
/// A context of the host, with its own table, a schema for the library's tables, and its own column names.
/// </summary>
public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseVersoriConnectors(Database.IsNpgsql() ? "connectors" : null);
        modelBuilder.Entity<HostOrder>();
        // The naming convention of the host.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName($"column_{property.Name.ToLowerInvariant()}");
        }
    }
}

public sealed class HostOrder
{
    public int Id { get; set; }
}
