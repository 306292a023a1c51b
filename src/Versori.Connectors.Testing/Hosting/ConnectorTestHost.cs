using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Testing;

/// <summary>
/// A host for a unit test: Versori.Connectors with in-memory stores, a clock that only the test moves, and a
/// <see cref="ScriptedExternalSystem"/> in place of the real one.
/// </summary>
/// <remarks>
/// Requests are sent once, because the clock stands still, and so would the wait before a retry. A test of retries
/// configures the services with
/// <c>services.Configure&lt;VersoriConnectorsOptions&gt;(options => options.MaximumRetries = 2)</c> and moves
/// <see cref="Time"/>.
/// </remarks>
public sealed class ConnectorTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ConnectionEventLog _events;

    private ConnectorTestHost(
        ScriptedExternalSystem system, FakeTimeProvider time, ServiceProvider services, ConnectionEventLog observer)
    {
        System = system;
        Time = time;
        _services = services;
        _events = observer;
    }

    /// <summary>The external system.</summary>
    public ScriptedExternalSystem System { get; }

    /// <summary>
    /// The clock of the host and the external system. It stays at 2026-01-01T00:00:00Z until the test moves it.
    /// </summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The events of connections, in order.</summary>
    public IReadOnlyList<ConnectionEvent> Events => _events.Events;

    /// <summary>Starts a host.</summary>
    /// <param name="configure">
    /// Adds the host's own services, for example a typed client with <c>AddVersoriConnection</c>, or other stores.
    /// Hosted services are not started. Requests are sent once, unless it sets
    /// <see cref="VersoriConnectorsOptions.MaximumRetries"/>: the clock only moves when the test moves it.
    /// </param>
    public static async Task<ConnectorTestHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var observer = new ConnectionEventLog();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IConnectionObserver>(observer);

        // The clock stands still, and so would the wait before a request is sent again.
        services.Configure<VersoriConnectorsOptions>(options => options.MaximumRetries = 0);
        configure?.Invoke(services);

        // The servers of a test are on loopback.
        services.AddVersoriConnectors().ConfigureExternalUrls(options => options.Trust(
            "http://127.0.0.1:*", "https://127.0.0.1:*", "http://localhost:*", "https://localhost:*"));
        var provider = services.BuildServiceProvider(validateScopes: true);
        return new(await ScriptedExternalSystem.StartAsync(time), time, provider, observer);
    }

    /// <summary>Returns a service of the host.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>
    /// Publishes the external system as a connector whose key is the template's name, links the template to it, and
    /// connects on behalf of the host. The default auth method is OAuth 2.0 client credentials.
    /// </summary>
    /// <param name="integration">The integration's name, as in the host's code.</param>
    /// <param name="template">The template's name, as in the host's code; lower case.</param>
    /// <param name="method">
    /// The auth method. The test must make the external system accept the credential, for example with
    /// <see cref="ScriptedExternalSystem.AcceptBearer"/>.
    /// </param>
    /// <param name="credential">The credential for that method.</param>
    public Task<Connection> ConnectAsync(
        string integration, string template, AuthMethod? method = null, Credential? credential = null) =>
        ConnectAsync(
            integration,
            template,
            new ConnectorDefinition
            {
                Id = ConnectorId.Parse(template),
                Title = template,
                BaseUrl = System.BaseUrl,
                AuthMethods = [method ?? ClientCredentials()],
            },
            credential);

    /// <summary>
    /// Publishes the test's own definition, links the template to it, and connects on behalf of the host.
    /// </summary>
    /// <param name="integration">The integration's name, as in the host's code.</param>
    /// <param name="template">The template's name, as in the host's code.</param>
    /// <param name="definition">
    /// The connector, for example the host's real one with <see cref="ScriptedExternalSystem.BaseUrl"/> as its base
    /// URL.
    /// </param>
    /// <param name="credential">
    /// The credential. Default: the client that the external system's token endpoint accepts.
    /// </param>
    public async Task<Connection> ConnectAsync(
        string integration, string template, ConnectorDefinition definition, Credential? credential = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var catalog = Get<IConnectorCatalog>();
        await catalog.SaveDraftAsync(definition);
        var connector = await catalog.PublishAsync(definition.Id);
        await catalog.LinkAsync(new() { Id = new(integration, template), ConnectorId = connector.Id });
        return await Get<IConnections>().ConnectAsync(new()
        {
            ConnectorId = connector.Id,
            Name = "test",
            Credential = credential ?? Credential.OAuth2ClientCredentials(System.ClientId, System.ClientSecret),
            CheckCredential = false,
        });
    }

    /// <summary>Creates a client with the base address and the authentication of a template's connection.</summary>
    public HttpClient CreateClient(string integration, string template) =>
        Get<IConnectorClientFactory>().CreateClient(new TemplateId(integration, template));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await System.DisposeAsync();
    }

    private OAuth2Auth ClientCredentials() => new()
    {
        Grant = OAuth2Grant.ClientCredentials,
        TokenUrl = System.TokenEndpoint.AbsoluteUri,
    };
}
