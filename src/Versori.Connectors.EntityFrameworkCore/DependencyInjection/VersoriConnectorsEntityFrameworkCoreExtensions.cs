using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Versori.Connectors;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Locks;
using Versori.Connectors.EntityFrameworkCore.Secrets;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything in a database: connectors, templates, connections, bindings, secrets, sign-ins, deliveries and locks.</summary>
public static class VersoriConnectorsEntityFrameworkCoreExtensions
{
    /// <summary>
    /// Keeps everything in a SQLite file, for one machine. The file, its tables and its key ring (a folder beside it) are made
    /// with the first use.
    /// </summary>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="path">The file's path, or a SQLite connection string.</param>
    /// <param name="configure">Changes settings.</param>
    /// <exception cref="ConnectorStoreException">The path is not one of a file.</exception>
    public static VersoriConnectorsBuilder UseSqlite(
        this VersoriConnectorsBuilder builder, string path, Action<ConnectorDatabaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = SqliteFile.Of(path);
        var options = new ConnectorDatabaseOptions { MigrateAtStart = true, KeyDirectory = file.KeyDirectory };
        configure?.Invoke(options);
        builder.Services.AddPooledDbContextFactory<SqliteConnectorsContext>(context => ContextOptions.Sqlite(context, file));
        return Use<SqliteConnectorsContext>(builder, new(DatabaseKind.Sqlite, options) { File = file });
    }

    /// <summary>
    /// Keeps everything in a PostgreSQL database, for any number of machines. It has to be said which keys secrets are
    /// encrypted with: <see cref="UseDataProtection(VersoriConnectorsBuilder)"/> or <see cref="ConnectorDatabaseOptions.KeyDirectory"/>.
    /// </summary>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="configure">Changes settings.</param>
    /// <exception cref="ConnectorStoreException">The connection string cannot be read.</exception>
    public static VersoriConnectorsBuilder UseNpgsql(
        this VersoriConnectorsBuilder builder, string connectionString, Action<ConnectorDatabaseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var checkedString = Check(connectionString);
        var options = new ConnectorDatabaseOptions();
        configure?.Invoke(options);
        builder.Services.AddPooledDbContextFactory<NpgsqlConnectorsContext>(context => ContextOptions.Npgsql(context, checkedString));
        return Use<NpgsqlConnectorsContext>(builder, new(DatabaseKind.Npgsql, options) { ConnectionString = checkedString });
    }

    /// <summary>
    /// Keeps everything in a context of the host's, whose model has called <c>UseVersoriConnectors</c> and whose database is
    /// SQLite or PostgreSQL. Its migrations are the host's. A pooled factory (<c>AddPooledDbContextFactory</c>) is used where
    /// there is one, and else a scope for each piece of work. It has to be said which keys secrets are encrypted with:
    /// <see cref="UseDataProtection(VersoriConnectorsBuilder)"/>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder UseEntityFrameworkStores<TContext>(this VersoriConnectorsBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Use<TContext>(builder, new(DatabaseKind.Host, new ConnectorDatabaseOptions()));
    }

    /// <summary>
    /// Encrypts secrets with the host's own key ring (<c>AddDataProtection</c>). Every process that uses the database needs the
    /// same ring and the same application name: where the host runs in containers, keys have to be kept outside of them.
    /// </summary>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder UseDataProtection(this VersoriConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<KeyRing, HostKeyRing>());
        return builder;
    }

    /// <summary>Encrypts secrets with a key ring of their own, apart from the host's.</summary>
    /// <param name="builder">What <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Says where the keys are kept, and what encrypts them there.</param>
    public static VersoriConnectorsBuilder UseDataProtection(this VersoriConnectorsBuilder builder, Action<IDataProtectionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Replace(ServiceDescriptor.Singleton<KeyRing>(new OwnKeyRing(configure)));
        return builder;
    }

    private static VersoriConnectorsBuilder Use<TContext>(VersoriConnectorsBuilder builder, DatabaseSettings settings)
        where TContext : DbContext
    {
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(settings));
        services.Replace(ServiceDescriptor.Singleton<ContextSource>(provider => new ContextSource<TContext>(provider)));
        services.TryAddSingleton(provider => new SecretProtection(
            provider.GetService<KeyRing>() ?? Default(provider.GetRequiredService<DatabaseSettings>()), provider, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ConnectorDatabase(
            provider.GetRequiredService<DatabaseSettings>(), provider.GetRequiredService<ContextSource>(), provider.GetRequiredService<SecretProtection>()));
        services.TryAddSingleton<ChangeChannel>();
        services.TryAddSingleton<StoreAccess>();
        services.TryAddSingleton(provider => new SecretReencryption(provider.GetRequiredService<StoreAccess>(), provider.GetRequiredService<SecretProtection>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DatabaseStart>());
        return builder
            .UseConnectorStore<EfConnectorStore>()
            .UseTemplateStore<EfTemplateStore>()
            .UseConnectionStore<EfConnectionStore>()
            .UseBindingStore<EfBindingStore>()
            .UseSecretStore<EfSecretStore>()
            .UsePendingAuthorizationStore<EfPendingAuthorizationStore>()
            .UseWebhookReplayStore<EfWebhookReplayStore>()
            .UseConnectionLock<DatabaseConnectionLock>()
            .AddStoreChanges<DatabaseChanges>();
    }

    private static KeyRing Default(DatabaseSettings settings) =>
        settings.Options.KeyDirectory is { Length: > 0 } directory ? new DirectoryKeyRing(directory) : new MissingKeyRing();

    private static string Check(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its own message may quote the connection string, which holds a password.
            throw new ConnectorStoreException(
                ConnectorStoreFailure.InvalidConfiguration, "The connection string of the PostgreSQL database cannot be read. It has the form 'Host=…;Database=…;Username=…;Password=…'.");
        }
    }
}
