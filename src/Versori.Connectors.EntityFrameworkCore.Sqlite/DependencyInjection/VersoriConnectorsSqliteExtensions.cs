using Versori.Connectors;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything in a SQLite file.</summary>
public static class VersoriConnectorsSqliteExtensions
{
    /// <summary>
    /// Keeps everything in a SQLite file, for the processes of one machine. The first use creates the file, its tables
    /// and its key ring, which is a folder beside the file.
    /// </summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    /// <param name="path">The file's path, or a SQLite connection string.</param>
    /// <param name="configure">Changes settings.</param>
    /// <exception cref="ConnectorStoreException">The path does not name a file.</exception>
    public static VersoriConnectorsBuilder UseSqlite(
        this VersoriConnectorsBuilder builder, string path, Action<ConnectorDatabaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = SqliteFile.Of(path);
        var options = new ConnectorDatabaseOptions { MigrateAtStart = true, KeyDirectory = file.KeyDirectory };
        configure?.Invoke(options);
        builder.Services.AddPooledDbContextFactory<SqliteConnectorsContext>(
            context => SqliteConnectorsContext.Configure(context, file));
        return builder.UseStores<SqliteConnectorsContext>(new(options, file));
    }
}
