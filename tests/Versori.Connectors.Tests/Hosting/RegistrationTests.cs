using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Hosting;

public sealed class RegistrationTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    // Interfaces that only hosts, or packages beside the engine, implement.
    private static readonly Type[] Implemented =
        [
            typeof(IConnectionObserver), typeof(IAuthHandler), typeof(ITokenAuthHandler),
            typeof(IRequestAuthenticator), typeof(IStoreChangeFeed), typeof(IWebhookSchemeHandler),
            typeof(IEd25519Algorithm),
            typeof(IAuditObserver),
            typeof(IConnectLinkProvider), typeof(IEndpointSearch), typeof(IKnownHosts), typeof(IConversations),
            // Returned by a lock.
            typeof(IConnectionLockHandle),
        ];

    // Optional interfaces of a store. The engine tests the store itself for them.
    private static readonly Type[] Besides = [typeof(IAtomicConnectionStore), typeof(ISecretInventory)];

    public static TheoryData<Type> Services =>
    [
        .. typeof(IConnections).Assembly.GetExportedTypes().Concat(typeof(IConnectionStore).Assembly.GetExportedTypes())
            .Where(type => type.IsInterface && !Implemented.Contains(type) && !Besides.Contains(type)),
    ];

    [Fact]
    public void A_strict_container_accepts_all_registrations()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors();
        services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop");

        using var provider = services.BuildServiceProvider(Strict);

        Assert.NotNull(provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_public_interface_can_be_resolved_and_is_a_singleton(Type service)
    {
        using var provider = new ServiceCollection().AddVersoriConnectors().Services.BuildServiceProvider(Strict);
        using var scope = provider.CreateScope();

        Assert.Same(provider.GetRequiredService(service), scope.ServiceProvider.GetRequiredService(service));
    }

    [Fact]
    public void Adding_the_services_twice_adds_nothing_and_keeps_both_configurations()
    {
        var once = new ServiceCollection();
        once.AddVersoriConnectors();
        var twice = new ServiceCollection();
        twice.AddVersoriConnectors(options => options.Environment = "production");
        twice.AddVersoriConnectors(options => options.CacheCapacity = 7);

        using var provider = twice.BuildServiceProvider(Strict);

        var options = provider.GetRequiredService<IOptions<VersoriConnectorsOptions>>().Value;
        Assert.Equal(("production", 7), (options.Environment, options.CacheCapacity));
        Assert.Equal(Own(once), Own(twice));
        Assert.NotNull(provider.GetRequiredService<IConnections>());

        static IEnumerable<string> Own(ServiceCollection services) => services
            .Where(service => service.ServiceType.Namespace?.StartsWith("Versori", StringComparison.Ordinal) is true)
            .Select(service => $"{service.ServiceType} {service.ImplementationType}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public void A_store_registered_before_is_kept()
    {
        var own = new InMemorySecretStore();

        using var provider = new ServiceCollection()
            .AddSingleton<ISecretStore>(own).AddVersoriConnectors().Services.BuildServiceProvider(Strict);

        Assert.Same(own, provider.GetRequiredService<ISecretStore>());
    }

    [Fact]
    public void A_store_registered_after_is_used()
    {
        var own = new InMemorySecretStore();

        using var provider = new ServiceCollection()
            .AddVersoriConnectors().Services.AddSingleton<ISecretStore>(own).BuildServiceProvider(Strict);

        Assert.Same(own, provider.GetRequiredService<ISecretStore>());
    }

    [Fact]
    public void A_store_chosen_on_the_builder_replaces_the_default_permanently()
    {
        var services = new ServiceCollection().AddSingleton<Outage>();
        services.AddVersoriConnectors()
            .UseConnectorStore<UnreliableConnectorStore>()
            .UseConnectionStore<UnreliableConnectionStore>()
            .UseSecretStore<RecordingSecretStore>();
        services.AddVersoriConnectors();

        using var provider = services.BuildServiceProvider(Strict);

        Assert.IsType<UnreliableConnectorStore>(provider.GetRequiredService<IConnectorStore>());
        Assert.IsType<UnreliableConnectionStore>(provider.GetRequiredService<IConnectionStore>());
        Assert.IsType<RecordingSecretStore>(Assert.Single(provider.GetServices<ISecretStore>()));
        Assert.IsType<InMemoryTemplateStore>(provider.GetRequiredService<ITemplateStore>());
    }

    [Fact]
    public void Several_observers_can_be_added_and_each_is_added_once()
    {
        var services = new ServiceCollection();
        services.AddVersoriConnectors()
            .AddObserver<RecordingObserver>().AddObserver<RecordingObserver>()
            .AddObserver<ThrowingObserver>();

        using var provider = services.BuildServiceProvider(Strict);

        Assert.Equal(
            [typeof(RecordingObserver), typeof(ThrowingObserver)],
            provider.GetServices<IConnectionObserver>().Select(observer => observer.GetType()));
    }

    [Fact]
    public async Task A_throwing_observer_affects_neither_the_connection_nor_other_observers()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder =>
                builder.Services.Insert(0, ServiceDescriptor.Singleton<IConnectionObserver, ThrowingObserver>()));

        var (_, client) = await engine.ConnectAsync();

        Assert.True((await client.GetAsync("me")).IsSuccessStatusCode);
        Assert.Equal([ConnectionEventKind.Connected], engine.Events.Kinds);
        Assert.Contains(
            engine.Logs.GetSnapshot(),
            record => record.Message.Contains(nameof(ThrowingObserver), StringComparison.Ordinal));
    }

    private sealed class ThrowingObserver : IConnectionObserver
    {
        public ValueTask OnEventAsync(ConnectionEvent connectionEvent, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("I always do.");
    }
}
