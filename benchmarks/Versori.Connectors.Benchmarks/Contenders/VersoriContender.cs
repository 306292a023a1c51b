using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Http;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The engine: one connection with client credentials for each caller, in the in-memory stores. A call looks up the
/// connection, refreshes its token in time and handles a 401.
/// </summary>
internal sealed class VersoriContender : IExpiringContender
{
    private static readonly ConnectorId Connector = ConnectorId.Parse("api");

    private readonly MovableTime _time = new();
    private readonly ServiceProvider _services;
    private readonly HttpMessageInvoker[] _connections;

    public VersoriContender(Arena arena)
    {
        var services = new ServiceCollection();
        // Hosts use the system's clock; only the scenario of an expired token needs one that can be advanced.
        if (arena.TokensExpire) services.AddSingleton<TimeProvider>(_time);
        // The call is measured, not the reads from the stores every half minute.
        services.AddVersoriConnectors(
            options =>
                (options.CacheCapacity, options.CacheDuration) = (2 * arena.Connections, TimeSpan.FromMinutes(30)));
        services.AddHttpClient(ConnectorClientFactory.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => arena.Wire).PrimaryHandlerFollowsNoRedirects();
        services.AddHttpClient(OAuth2Http.PipelineName)
            .ConfigurePrimaryHttpMessageHandler(() => arena.Tokens).PrimaryHandlerFollowsNoRedirects();
        _services = services.BuildServiceProvider();
        _connections = ConnectAsync(arena).GetAwaiter().GetResult();
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask ExpireAsync(int connection)
    {
        _time.Advance(TimeSpan.FromHours(1));
        return default;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<HttpMessageInvoker[]> ConnectAsync(Arena arena)
    {
        var catalog = _services.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(new()
        {
            Id = Connector,
            Title = "API",
            BaseUrl = Arena.BaseAddress.AbsoluteUri,
            AuthMethods =
            [
                new OAuth2Auth { Grant = OAuth2Grant.ClientCredentials, TokenUrl = Arena.TokenEndpoint.AbsoluteUri },
            ],
        });
        await catalog.PublishAsync(Connector);

        var connections = _services.GetRequiredService<IConnections>();
        var made = new ConnectionId[arena.Connections];
        for (var number = 0; number < made.Length; number++)
        {
            var connection = await connections.ConnectAsync(new()
            {
                ConnectorId = Connector,
                // One owner each, like end users.
                Owner = Owner.User($"user-{number}"),
                Name = "account",
                Credential = Credential.OAuth2ClientCredentials($"client-{number}", "secret"),
            });
            made[number] = connection.Id;
        }

        // In a host, connecting happens long before clients are created.
        var clients = _services.GetRequiredService<ConnectorClientFactory>();
        return
        [
            .. made.Select(connection =>
                arena.Through(clients.CreateInvocationHandler(RouteKey.Of(connection), alternatives: null))),
        ];
    }

    /// <summary>The system's clock, which can be advanced.</summary>
    private sealed class MovableTime : TimeProvider
    {
        private TimeSpan _ahead;

        public override long GetTimestamp() => System.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

        public void Advance(TimeSpan by) => _ahead += by;
    }
}
