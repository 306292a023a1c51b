using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors.EntityFrameworkCore;
using Versori.Connectors.EntityFrameworkCore.Secrets;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Keeps everything in a database: connectors, templates, connections, bindings, secrets, sign-ins, webhook deliveries
/// and locks.
/// </summary>
public static class VersoriConnectorsEntityFrameworkCoreExtensions
{
    /// <summary>
    /// Keeps everything in a context of the host's, whose model calls <c>UseVersoriConnectors</c> and whose migrations
    /// are the host's. The database is SQLite or PostgreSQL; the host also references the package
    /// <c>Versori.Connectors.EntityFrameworkCore.Sqlite</c> or
    /// <c>Versori.Connectors.EntityFrameworkCore.PostgreSql</c>. Contexts come from the context's factory
    /// (<c>AddPooledDbContextFactory</c>), or from a new scope if there is none. The host must choose the keys that
    /// encrypt secrets: <see cref="UseDataProtection(VersoriConnectorsBuilder)"/>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    public static VersoriConnectorsBuilder UseEntityFrameworkStores<TContext>(this VersoriConnectorsBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseStores<TContext>(new(new ConnectorDatabaseOptions(), Own: null));
    }

    /// <summary>
    /// Encrypts secrets with the host's own key ring (<c>AddDataProtection</c>). Every process that uses the database
    /// needs the same key ring and the same application name. If the host runs in containers, the keys must be kept
    /// outside of them.
    /// </summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    public static VersoriConnectorsBuilder UseDataProtection(this VersoriConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<KeyRing, HostKeyRing>());
        return builder;
    }

    /// <summary>Encrypts secrets with a separate key ring, which the host does not use for anything else.</summary>
    /// <param name="builder">The result of <c>AddVersoriConnectors</c>.</param>
    /// <param name="configure">Sets where the keys are stored, and what encrypts them there.</param>
    public static VersoriConnectorsBuilder UseDataProtection(
        this VersoriConnectorsBuilder builder, Action<IDataProtectionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Replace(ServiceDescriptor.Singleton<KeyRing>(new SeparateKeyRing(configure)));
        return builder;
    }
}
