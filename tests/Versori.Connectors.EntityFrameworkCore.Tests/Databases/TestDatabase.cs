using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of a test's own, and hosts over it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<ServiceProvider> _hosts = [];

    /// <summary>Where the keys of this database are.</summary>
    public string KeyDirectory { get; } = Path.Combine(Path.GetTempPath(), $"versori-keys-{Guid.NewGuid():N}");

    /// <summary>A host of its own over the database, as after a restart or on another machine.</summary>
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

    /// <summary>Makes it, with tables.</summary>
    public abstract Task CreateAsync();

    /// <summary>All that is stored, as text.</summary>
    public abstract Task<string> DumpAsync();

    /// <summary>Runs a statement beside the stores.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>
    /// Has the server, where there is one of this run's own, write every statement with its values to its log.
    /// </summary>
    public virtual Task LogEverythingAsync() => Task.CompletedTask;

    /// <summary>
    /// Ends the locks that are held, without their holders' notice, and gives the lock of another process.
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
/// A context of a host's, with a table of its own beside the library's, a schema for these, and names of its own.
/// </summary>
public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseVersoriConnectors(Database.IsNpgsql() ? "connectors" : null);
        modelBuilder.Entity<HostOrder>();
        // As a host with naming conventions of its own has it.
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
