using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Versori.Connectors;
using Versori.Connectors.Authentication.Custom;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What <c>AddVersoriConnectors</c> returns: stores and observers are chosen on it, and other packages add to it.</summary>
public sealed class VersoriConnectorsBuilder
{
    internal VersoriConnectorsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps connectors in a store of the host's.</summary>
    public VersoriConnectorsBuilder UseConnectorStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IConnectorStore => Use<IConnectorStore, TStore>();

    /// <summary>Keeps templates in a store of the host's.</summary>
    public VersoriConnectorsBuilder UseTemplateStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, ITemplateStore => Use<ITemplateStore, TStore>();

    /// <summary>Keeps connections in a store of the host's.</summary>
    public VersoriConnectorsBuilder UseConnectionStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IConnectionStore => Use<IConnectionStore, TStore>();

    /// <summary>Keeps bindings in a store of the host's.</summary>
    public VersoriConnectorsBuilder UseBindingStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IBindingStore => Use<IBindingStore, TStore>();

    /// <summary>Keeps secrets in a store of the host's.</summary>
    public VersoriConnectorsBuilder UseSecretStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, ISecretStore => Use<ISecretStore, TStore>();

    /// <summary>Keeps sign-ins that are under way in a store of the host's, so that any of its processes can complete them.</summary>
    public VersoriConnectorsBuilder UsePendingAuthorizationStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IPendingAuthorizationStore => Use<IPendingAuthorizationStore, TStore>();

    /// <summary>Keeps renewals in several processes apart with a lock of the host's.</summary>
    public VersoriConnectorsBuilder UseConnectionLock<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLock>()
        where TLock : class, IConnectionLock => Use<IConnectionLock, TLock>();

    /// <summary>Remembers webhooks' deliveries in a store of the host's, which several machines can share.</summary>
    public VersoriConnectorsBuilder UseWebhookReplayStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IWebhookReplayStore => Use<IWebhookReplayStore, TStore>();

    /// <summary>Listens to what other processes change in stores of the host's. May be called for several.</summary>
    public VersoriConnectorsBuilder AddStoreChanges<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChanges>()
        where TChanges : class, IStoreChanges
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreChanges, TChanges>());
        return this;
    }

    /// <summary>Tells an observer of the host's what happens to connections. May be called for several.</summary>
    public VersoriConnectorsBuilder AddObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TObserver>()
        where TObserver : class, IConnectionObserver
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionObserver, TObserver>());
        return this;
    }

    /// <summary>
    /// Authenticates connections whose auth method is a <see cref="CustomAuth"/> with this handler name. The handler is made
    /// once, with services of the host's.
    /// </summary>
    /// <param name="name">The name that definitions and snapshots know it by; case-sensitive. Keep it: connections refer to it.</param>
    public VersoriConnectorsBuilder AddAuthHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(string name)
        where THandler : class, IAuthHandler
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.TryAddSingleton<THandler>();
        Services.AddSingleton(provider => new CustomHandler(name, provider.GetRequiredService<THandler>()));
        return this;
    }

    private VersoriConnectorsBuilder Use<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>()
        where TService : class
        where TImplementation : class, TService
    {
        Services.Replace(ServiceDescriptor.Singleton<TService, TImplementation>());
        return this;
    }
}
