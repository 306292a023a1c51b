using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Benchmarks.Wires;
using Versori.Connectors.EntityFrameworkCore.Tests.Plans;
using Versori.Connectors.Http;
using Versori.Connectors.Scale.Filling;

namespace Versori.Connectors.Scale.Databases;

/// <summary>A database that is filled, and hosts over it.</summary>
internal abstract class ScaleDatabase : IAsyncDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("versori-scale-").FullName;

    protected string KeyDirectory => Path.Combine(Folder, "keys");

    /// <summary>As in the names of result files.</summary>
    public abstract string Name { get; }

    /// <summary>Which release of the engine, and how it is set.</summary>
    public abstract Task<string> DescribeAsync();

    /// <summary>How it was filled, for the report.</summary>
    public abstract string Filling { get; }

    /// <summary>What asks the engine how it would run a statement.</summary>
    public abstract string Explain { get; }

    public abstract ValueTask StartAsync();

    public abstract Task<DbConnection> OpenAsync();

    public abstract Task<IBulk> BeginBulkAsync();

    /// <summary>All that it takes on the disk, in bytes.</summary>
    public abstract Task<long> SizeAsync();

    /// <summary>A host of its own, with nothing in its caches. The external systems answer at once.</summary>
    public ServiceProvider NewHost(StatementRecorder? recorder = null, Action<VersoriConnectorsOptions>? configure = null)
    {
        var services = new ServiceCollection();
        Use(services.AddVersoriConnectors(configure ?? (_ => { })), recorder);
        services.AddHttpClient(ConnectorClientFactory.PipelineName).ConfigurePrimaryHttpMessageHandler(() => new SynchronousWire());
        services.AddHttpClient(OAuth2Http.PipelineName).ConfigurePrimaryHttpMessageHandler(() => new TokenEndpointStub { Lifetime = TimeSpan.FromDays(1) });
        return services.BuildServiceProvider();
    }

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return default;
    }

    protected abstract void Use(VersoriConnectorsBuilder builder, StatementRecorder? recorder);
}
