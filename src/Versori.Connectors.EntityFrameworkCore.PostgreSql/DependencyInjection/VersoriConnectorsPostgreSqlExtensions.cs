using Versori.Connectors;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything in a PostgreSQL database.</summary>
public static class VersoriConnectorsPostgreSqlExtensions
{
    /// <summary>
    /// Keeps everything in a PostgreSQL database, for any number of machines. The host must choose the keys that
    /// encrypt secrets, with <c>UseDataProtection</c> or <see cref="ConnectorDatabaseOptions.KeyDirectory"/>.
    /// </summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="configure">Changes settings.</param>
    /// <exception cref="ConnectorStoreException">The connection string cannot be read.</exception>
    public static VersoriConnectorsBuilder UsePostgreSql(
        this VersoriConnectorsBuilder builder,
        string connectionString,
        Action<ConnectorDatabaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var database = PostgreSqlDatabase.Of(connectionString);
        var options = new ConnectorDatabaseOptions();
        configure?.Invoke(options);
        builder.Services.AddPooledDbContextFactory<PostgreSqlConnectorsContext>(
            context => PostgreSqlConnectorsContext.Configure(context, database.ConnectionString));
        return builder.UseStores<PostgreSqlConnectorsContext>(new(options, database));
    }
}
