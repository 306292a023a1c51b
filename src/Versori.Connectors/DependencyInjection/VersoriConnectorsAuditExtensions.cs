using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.Auditing;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the audit record: what was done to connectors, connections and secrets, when and by whom.</summary>
public static class VersoriConnectorsAuditExtensions
{
    /// <summary>
    /// Keeps an audit entry of every change, of automatic refreshes and of the first use of each connection. The
    /// entries are in the <see cref="IAuditStore"/>: in memory, or in the database of the other stores.
    /// </summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    /// <param name="configure">Changes settings; they are validated when the host starts.</param>
    public static VersoriConnectorsBuilder AddAudit(
        this VersoriConnectorsBuilder builder, Action<AuditOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<AuditSwitch>();
        var options = builder.Services.AddOptions<AuditOptions>()
            .Validate(
                settings => settings.Retention is null || settings.Retention >= TimeSpan.FromHours(1),
                $"{nameof(AuditOptions)}.{nameof(AuditOptions.Retention)} must be at least 1 hour.")
            .ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        return builder;
    }

    /// <summary>Says who does something, for the audit record.</summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder UseAuditActor<
        [DynamicallyAccessedMembers(PublicConstructors)] TSource>(this VersoriConnectorsBuilder builder)
        where TSource : class, IAuditActorSource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAuditActorSource, TSource>());
        return builder;
    }

    /// <summary>Passes every audit entry to the host's own observer. May be called several times.</summary>
    /// <param name="builder">The builder that <c>AddVersoriConnectors</c> returned.</param>
    public static VersoriConnectorsBuilder AddAuditObserver<
        [DynamicallyAccessedMembers(PublicConstructors)] TObserver>(this VersoriConnectorsBuilder builder)
        where TObserver : class, IAuditObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuditObserver, TObserver>());
        return builder;
    }
}
