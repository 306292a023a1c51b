using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.Authentication.Custom;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Webhooks;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// The builder that <c>AddVersoriConnectors</c> returns. It selects stores and adds observers. Other packages extend
/// it.
/// </summary>
/// <remarks>
/// What a type is named for, such as a store or an observer, is created once, with the host's services as the arguments
/// of its constructor.
/// </remarks>
public sealed class VersoriConnectorsBuilder
{
    internal VersoriConnectorsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps connectors in the host's own store.</summary>
    public VersoriConnectorsBuilder UseConnectorStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IConnectorStore => Use<IConnectorStore, TStore>();

    /// <summary>Keeps templates in the host's own store.</summary>
    public VersoriConnectorsBuilder UseTemplateStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, ITemplateStore => Use<ITemplateStore, TStore>();

    /// <summary>Keeps connections in the host's own store.</summary>
    public VersoriConnectorsBuilder UseConnectionStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IConnectionStore => Use<IConnectionStore, TStore>();

    /// <summary>Keeps bindings in the host's own store.</summary>
    public VersoriConnectorsBuilder UseBindingStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IBindingStore => Use<IBindingStore, TStore>();

    /// <summary>Keeps secrets in the host's own store.</summary>
    public VersoriConnectorsBuilder UseSecretStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, ISecretStore => Use<ISecretStore, TStore>();

    /// <summary>
    /// Keeps pending sign-ins in the host's own store, so that any of the host's processes can complete them.
    /// </summary>
    public VersoriConnectorsBuilder UsePendingSignInStore<
        [DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IPendingSignInStore => Use<IPendingSignInStore, TStore>();

    /// <summary>Replaces the store of connect sessions.</summary>
    /// <typeparam name="TStore">The store.</typeparam>
    public VersoriConnectorsBuilder UseConnectSessionStore<
        [DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IConnectSessionStore => Use<IConnectSessionStore, TStore>();

    /// <summary>Keeps activations of end users in the host's own store.</summary>
    /// <typeparam name="TStore">The store.</typeparam>
    public VersoriConnectorsBuilder UseActivationStore<
        [DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IActivationStore => Use<IActivationStore, TStore>();

    /// <summary>Keeps audit entries in the host's own store, see <c>AddAudit</c>.</summary>
    public VersoriConnectorsBuilder UseAuditStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IAuditStore => Use<IAuditStore, TStore>();

    /// <summary>Prevents concurrent refreshes by several processes with the host's own lock.</summary>
    public VersoriConnectorsBuilder UseConnectionLock<[DynamicallyAccessedMembers(PublicConstructors)] TLock>()
        where TLock : class, IConnectionLock => Use<IConnectionLock, TLock>();

    /// <summary>Remembers webhook deliveries in the host's own store, which several machines can share.</summary>
    public VersoriConnectorsBuilder UseWebhookReplayStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IWebhookReplayStore => Use<IWebhookReplayStore, TStore>();

    /// <summary>Shares the limits of connections among processes with the host's own store.</summary>
    public VersoriConnectorsBuilder UseLimitStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, ILimitStore => Use<ILimitStore, TStore>();

    /// <summary>Keeps conversations that edit connectors and plans in the host's own store.</summary>
    public VersoriConnectorsBuilder UseConversationStore<[DynamicallyAccessedMembers(PublicConstructors)] TStore>()
        where TStore : class, IConversationStore => Use<IConversationStore, TStore>();

    /// <summary>
    /// Listens to changes that other processes make in the host's own stores. May be called several times.
    /// </summary>
    public VersoriConnectorsBuilder AddStoreChangeFeed<[DynamicallyAccessedMembers(PublicConstructors)] TChanges>()
        where TChanges : class, IStoreChangeFeed
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreChangeFeed, TChanges>());
        return this;
    }

    /// <summary>Notifies the host's own observer of events of connections. May be called several times.</summary>
    public VersoriConnectorsBuilder AddObserver<[DynamicallyAccessedMembers(PublicConstructors)] TObserver>()
        where TObserver : class, IConnectionObserver
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionObserver, TObserver>());
        return this;
    }

    /// <summary>
    /// Authenticates connections whose auth method is a <see cref="CustomAuth"/> with this handler name. The handler is
    /// created once, with the host's services.
    /// </summary>
    /// <param name="name">
    /// The name in definitions and snapshots; case-sensitive. Do not change it later: connections refer to it.
    /// </param>
    public VersoriConnectorsBuilder AddAuthHandler<
        [DynamicallyAccessedMembers(PublicConstructors)] THandler>(string name)
        where THandler : class, IAuthHandler
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.TryAddSingleton<THandler>();
        Services.AddSingleton(provider => new NamedAuthHandler(name, provider.GetRequiredService<THandler>()));
        return this;
    }

    /// <summary>
    /// Verifies the webhooks whose scheme is a <see cref="CustomWebhookScheme"/> with this handler name. The handler is
    /// created once, with the host's services.
    /// </summary>
    /// <param name="name">The name in definitions; case-sensitive.</param>
    public VersoriConnectorsBuilder AddWebhookHandler<
        [DynamicallyAccessedMembers(PublicConstructors)] THandler>(string name)
        where THandler : class, IWebhookSchemeHandler
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.TryAddSingleton<THandler>();
        Services.AddSingleton(provider => new NamedWebhookHandler(name, provider.GetRequiredService<THandler>()));
        return this;
    }

    /// <summary>
    /// Computes Ed25519 signatures (RFC 8032) with the host's own implementation. It applies to the whole process. The
    /// package <c>Versori.Connectors.Ed25519</c> contains an implementation: <c>AddEd25519</c>.
    /// </summary>
    /// <param name="algorithm">The implementation.</param>
    public VersoriConnectorsBuilder UseEd25519(IEd25519Algorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        Ed25519Provider.Use(algorithm);
        return this;
    }

    /// <summary>
    /// Sets where URLs that come from outside may lead: those of documents and their redirects, and those that
    /// discovery finds. Default: to public addresses over <c>https</c> only.
    /// </summary>
    public VersoriConnectorsBuilder ConfigureExternalUrls(Action<ExternalUrlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    private VersoriConnectorsBuilder Use<TService, [DynamicallyAccessedMembers(PublicConstructors)] TImplementation>()
        where TService : class
        where TImplementation : class, TService
    {
        Services.Replace(ServiceDescriptor.Singleton<TService, TImplementation>());
        return this;
    }
}
