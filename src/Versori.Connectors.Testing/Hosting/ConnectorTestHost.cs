using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Testing;

/// <summary>
/// A host for a unit test: Versori.Connectors with in-memory stores, a clock that only the test moves, and a
/// <see cref="ScriptedExternalSystem"/> in place of the real one.
/// </summary>
public sealed class ConnectorTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ConnectionEventLog _events;

    private ConnectorTestHost(ScriptedExternalSystem system, FakeTimeProvider time, ServiceProvider services, ConnectionEventLog observer)
    {
        System = system;
        Time = time;
        _services = services;
        _events = observer;
    }

    /// <summary>The external system.</summary>
    public ScriptedExternalSystem System { get; }

    /// <summary>The clock of the host and of the external system. It stands at 2026-01-01T00:00:00Z until it is moved.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>What happened to connections, in order.</summary>
    public IReadOnlyList<ConnectionEvent> Events => _events.Events;

    /// <summary>Starts a host.</summary>
    /// <param name="configure">
    /// Adds the host's own services, such as a typed client with <c>AddVersoriConnection</c>, or other stores. Hosted
    /// services are not started.
    /// </param>
    public static async Task<ConnectorTestHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var observer = new ConnectionEventLog();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IConnectionObserver>(observer);
        configure?.Invoke(services);
        services.AddVersoriConnectors();
        var provider = services.BuildServiceProvider(validateScopes: true);
        return new(await ScriptedExternalSystem.StartAsync(time), time, provider, observer);
    }

    /// <summary>A service of the host's.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">There is no such service.</exception>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>
    /// Publishes the external system as a connector whose key is the template's name, links the template to it, and
    /// connects, for the host itself. Without a method it is OAuth 2.0 client credentials.
    /// </summary>
    /// <param name="integration">The integration's name, as the host's code has it.</param>
    /// <param name="template">The template's name, as the host's code has it; lower case.</param>
    /// <param name="method">How the external system authenticates; the test has it accept the credential, such as with <see cref="ScriptedExternalSystem.AcceptBearer"/>.</param>
    /// <param name="credential">The credential for that method.</param>
    public Task<Connection> ConnectAsync(string integration, string template, AuthMethod? method = null, Credential? credential = null) =>
        ConnectAsync(
            integration,
            template,
            new ConnectorDefinition
            {
                Id = ConnectorId.Parse(template),
                Title = template,
                BaseUrl = System.BaseUrl,
                AuthMethods = [method ?? new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = System.TokenEndpoint.AbsoluteUri }],
            },
            credential);

    /// <summary>Publishes a definition of the test's own, links the template to it, and connects, for the host itself.</summary>
    /// <param name="integration">The integration's name, as the host's code has it.</param>
    /// <param name="template">The template's name, as the host's code has it.</param>
    /// <param name="definition">The connector, such as the host's real one with <see cref="ScriptedExternalSystem.BaseUrl"/> for its base URL.</param>
    /// <param name="credential">The credential; default: the client that the external system's token endpoint knows.</param>
    public async Task<Connection> ConnectAsync(string integration, string template, ConnectorDefinition definition, Credential? credential = null)
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
            Credential = credential ?? Credential.ClientCredentials(System.ClientId, System.ClientSecret),
            TryCredential = false,
        });
    }

    /// <summary>A client with the base address and the authentication of a template's connection.</summary>
    public HttpClient CreateClient(string integration, string template) =>
        Get<IConnectorClientFactory>().CreateClient(new TemplateId(integration, template));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await System.DisposeAsync();
    }
}
