using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Versori.Connectors.Auditing;
using Versori.Connectors.EntityFrameworkCore.Activations;
using Versori.Connectors.EntityFrameworkCore.Changes;
using Versori.Connectors.EntityFrameworkCore.ConnectSessions;
using Versori.Connectors.EntityFrameworkCore.Database;
using Versori.Connectors.EntityFrameworkCore.Locks;
using Versori.Connectors.EntityFrameworkCore.Secrets;
using Versori.Connectors.EntityFrameworkCore.Stores;

namespace Versori.Connectors.EntityFrameworkCore;

/// <summary>Registers the stores. All public methods end here, those of the engines' packages too.</summary>
internal static class StoreRegistration
{
    public static VersoriConnectorsBuilder UseStores<TContext>(
        this VersoriConnectorsBuilder builder, DatabaseSettings settings)
        where TContext : DbContext
    {
        AddDatabase<TContext>(builder.Services, settings);
        return builder
            .UseConnectorStore<EfConnectorStore>()
            .UseTemplateStore<EfTemplateStore>()
            .UseConnectionStore<EfConnectionStore>()
            .UseBindingStore<EfBindingStore>()
            .UseSecretStore<EfSecretStore>()
            .UsePendingSignInStore<EfPendingSignInStore>()
            .UseWebhookReplayStore<EfWebhookReplayStore>()
            .UseAuditStore<EfAuditStore>()
            .UseLimitStore<EfLimitStore>()
            .UseConversationStore<EfConversationStore>()
            .UseConnectSessionStore<EfConnectSessionStore>()
            .UseActivationStore<EfActivationStore>()
            .UseConnectionLock<DatabaseConnectionLock>()
            .AddStoreChangeFeed<DatabaseChanges>();
    }

    private static void AddDatabase<TContext>(IServiceCollection services, DatabaseSettings settings)
        where TContext : DbContext
    {
        services.Replace(ServiceDescriptor.Singleton(settings));
        services.Replace(ServiceDescriptor.Singleton<ContextSource>(provider => new ContextSource<TContext>(provider)));
        services.TryAddSingleton(provider => new SecretProtection(
            provider.GetService<KeyRing>() ?? DefaultKeyRing(provider.GetRequiredService<DatabaseSettings>()),
            provider,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ConnectorDatabase(
            provider.GetRequiredService<DatabaseSettings>(),
            provider.GetRequiredService<ContextSource>(),
            provider.GetRequiredService<SecretProtection>()));
        services.TryAddSingleton<ChangeChannel>();
        services.TryAddSingleton<StoreAccess>();
        services.TryAddSingleton(provider => new SecretReencryption(
            provider.GetRequiredService<StoreAccess>(),
            provider.GetRequiredService<SecretProtection>(),
            provider.GetRequiredService<AuditTrail>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DatabaseStart>());
    }

    private static KeyRing DefaultKeyRing(DatabaseSettings settings) =>
        settings.Options.KeyDirectory is { Length: > 0 } directory
            ? new DirectoryKeyRing(directory)
            : new MissingKeyRing();
}
