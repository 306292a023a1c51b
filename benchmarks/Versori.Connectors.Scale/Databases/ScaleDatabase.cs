using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Benchmarks.Wires;
using Versori.Connectors.EntityFrameworkCore.Tests.Plans;
using Versori.Connectors.Http;
using Versori.Connectors.Scale.Filling;

namespace Versori.Connectors.Scale.Databases;

/// <summary>A database to be filled, and hosts that use it.</summary>
internal abstract class ScaleDatabase : IAsyncDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("versori-scale-").FullName;

    protected string KeyDirectory => Path.Combine(Folder, "keys");

    /// <summary>The name, as in the names of result files.</summary>
    public abstract string Name { get; }

    /// <summary>The release of the database engine and its configuration.</summary>
    public abstract Task<string> DescribeAsync();

    /// <summary>How it was filled, for the report.</summary>
    public abstract string Filling { get; }

    /// <summary>The command that returns the query plan of a statement.</summary>
    public abstract string Explain { get; }

    public abstract ValueTask StartAsync();

    public abstract Task<DbConnection> OpenAsync();

    public abstract Task<IBulk> BeginBulkAsync();

    /// <summary>The total size on the disk, in bytes.</summary>
    public abstract Task<long> SizeAsync();

    /// <summary>Creates a host with empty caches. The external systems respond immediately.</summary>
    public ServiceProvider NewHost(
        StatementRecorder? recorder = null, Action<VersoriConnectorsOptions>? configure = null)
    {
        var services = new ServiceCollection();
        Use(services.AddVersoriConnectors(configure ?? (_ => { })), recorder);
        services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => new SynchronousWire()).PrimaryHandlerFollowsNoRedirects();
        services.AddHttpClient(OAuth2Http.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => new TokenEndpointStub { Lifetime = TimeSpan.FromDays(1) })
            .PrimaryHandlerFollowsNoRedirects();
        return services.BuildServiceProvider();
    }

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return default;
    }

    protected abstract void Use(VersoriConnectorsBuilder builder, StatementRecorder? recorder);
}
