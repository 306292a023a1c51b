using Versori.Connectors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the usual set of Versori.Connectors to a host.</summary>
public static class VersoriConnectorsHostingExtensions
{
    /// <summary>
    /// Adds the engine with its stores in a SQLite file (<c>UseSqlite</c>), generation of connectors
    /// (<c>AddGeneration</c>) and the catalogue of known systems (<c>AddKnownSystems</c>). May be called more than
    /// once; the last path is used.
    /// </summary>
    /// <remarks>
    /// One machine may use the file, with any number of processes. For several machines, chain <c>UsePostgreSql</c> or
    /// other stores: they replace SQLite. The first use creates the file, its tables and its key ring, which is a
    /// folder beside the file: back up both.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="path">
    /// The file's path, or a SQLite connection string. A relative path is below the current directory.
    /// </param>
    /// <param name="configure">Changes settings of the engine; they are validated when the host starts.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ConnectorStoreException"><paramref name="path"/> does not name a file.</exception>
    public static VersoriConnectorsBuilder AddVersoriConnectors(
        this IServiceCollection services, string path, Action<VersoriConnectorsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return services.AddVersoriConnectors(configure).UseSqlite(path).AddGeneration().AddKnownSystems();
    }
}
