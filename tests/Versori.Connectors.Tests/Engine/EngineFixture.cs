using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Versori.Connectors.Tests.Engine;

/// <summary>A host with the engine, a clock that only the test moves, and an external system.</summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private EngineFixture(ScriptedExternalSystem system, WatchedTime time, ServiceProvider services)
    {
        System = system;
        Time = time;
        Services = services;
    }

    public ScriptedExternalSystem System { get; }

    public WatchedTime Time { get; }

    public ServiceProvider Services { get; }

    public IConnectorCatalog Catalog => Services.GetRequiredService<IConnectorCatalog>();

    public IConnections Connections => Services.GetRequiredService<IConnections>();

    public IConnectorClientFactory Clients => Services.GetRequiredService<IConnectorClientFactory>();

    public FakeLogCollector Logs => Services.GetRequiredService<FakeLogCollector>();

    public RecordingObserver Events => Services.GetRequiredService<RecordingObserver>();

    public static async Task<EngineFixture> StartAsync(
        Action<VersoriConnectorsBuilder>? configure = null, Action<VersoriConnectorsOptions>? options = null)
    {
        var time = new WatchedTime(DateTimeOffset.Parse("2026-03-01T12:00:00Z"));
        var system = await ScriptedExternalSystem.StartAsync(time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging(logging => logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton<RecordingObserver>();
        services.AddSingleton<IConnectionObserver>(provider => provider.GetRequiredService<RecordingObserver>());
        // The clock stands still, and so would the wait before a request is sent again.
        services.Configure<VersoriConnectorsOptions>(settings => settings.MaximumRetries = 0);
        var builder = services.AddVersoriConnectors(options).ConfigureExternalUrls(TrustLoopback);
        configure?.Invoke(builder);
        return new EngineFixture(system, time, services.BuildServiceProvider(validateScopes: true));
    }

    /// <summary>The authorization servers of tests are on loopback, on other ports than the external system.</summary>
    private static void TrustLoopback(ExternalUrlOptions options) => options.Trust(
        "http://127.0.0.1:*", "https://127.0.0.1:*", "http://localhost:*", "https://localhost:*");

    /// <summary>Another engine with the same stores and the same clock.</summary>
    public static SecondEngine Beside(
        EngineFixture first, Action<VersoriConnectorsOptions>? options = null,
        Action<VersoriConnectorsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(first.Time);
        Share<IConnectorStore>();
        Share<ITemplateStore>();
        Share<IConnectionStore>();
        Share<IBindingStore>();
        Share<ISecretStore>();
        Share<IConnectionLock>();
        var builder = services.AddVersoriConnectors(options).ConfigureExternalUrls(TrustLoopback);
        configure?.Invoke(builder);
        return new SecondEngine(services.BuildServiceProvider());

        void Share<T>()
            where T : class => services.AddSingleton(first.Services.GetRequiredService<T>());
    }

    /// <summary>The external system as a connector, with one auth method and two endpoints.</summary>
    public ConnectorDefinition Definition(string id = "system", params AuthMethod[] methods) => new()
    {
        Id = ConnectorId.Parse(id),
        Title = "System",
        BaseUrl = System.Api.AbsoluteUri.TrimEnd('/'),
        AuthMethods = methods.Length > 0 ? methods : [ClientCredentials()],
        Endpoints =
        [
            new() { Id = "me", Method = "GET", Path = "/me" },
            new()
            {
                Id = "items/get",
                Method = "GET",
                Path = "/items/{id}",
                Parameters = [new() { Name = "id", In = ParameterLocation.Path, Required = true }],
            },
        ],
    };

    public OAuth2Auth ClientCredentials() =>
        new() { Grant = OAuth2Grant.ClientCredentials, TokenUrl = System.TokenEndpoint.AbsoluteUri };

    public async Task<Connector> PublishAsync(ConnectorDefinition definition)
    {
        await Catalog.SaveDraftAsync(definition);
        return await Catalog.PublishAsync(definition.Id);
    }

    public async Task<ConnectionTemplate> LinkAsync(
        ConnectorId connector, string integration = "integration", TemplateSharing sharing = default) =>
        await Catalog.LinkAsync(
            new() { Id = new(integration, connector.Value), ConnectorId = connector, Sharing = sharing });

    /// <summary>
    /// Publishes the system with client credentials, connects, and returns a client for the connection.
    /// </summary>
    public async Task<(Connection Connection, HttpClient Client)> ConnectAsync(bool tryCredential = true)
    {
        var connector = await PublishAsync(Definition());
        var connection = await Connections.ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "acme",
            Credential = Credential.OAuth2ClientCredentials(System.ClientId, System.ClientSecret),
            CheckCredential = tryCredential,
        });
        return (connection, Clients.CreateClient(connection));
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await System.DisposeAsync();
    }
}
