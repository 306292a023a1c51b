using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>One engine with its stores, its clock and its external system.</summary>
public sealed class TwinWorld : IAsyncDisposable
{
    private readonly TwinStores _stores;
    private ServiceProvider _services;

    public TwinWorld(TwinStores stores)
        : this(stores, new(), new(DateTimeOffset.Parse("2026-03-01T12:00:00Z")))
    {
    }

    private TwinWorld(TwinStores stores, TwinSystem system, FakeTimeProvider time)
    {
        _stores = stores;
        System = system;
        Time = time;
        _services = Start();
    }

    public TwinSystem System { get; }

    public FakeTimeProvider Time { get; }

    public IConnectorCatalog Catalog => _services.GetRequiredService<IConnectorCatalog>();

    public IConnections Connections => _services.GetRequiredService<IConnections>();

    public IEndpointInvoker Invoker => _services.GetRequiredService<IEndpointInvoker>();

    public IConnectorClientFactory Clients => _services.GetRequiredService<IConnectorClientFactory>();

    public IConnectionMaintenance Maintenance => _services.GetRequiredService<IConnectionMaintenance>();

    /// <summary>Stops the engine, copies its stores, and starts an engine over each copy.</summary>
    public async Task<TwinWorld> CopyAsync()
    {
        await _services.DisposeAsync();
        var copy = new TwinWorld(await _stores.CopyAsync(), System.Copy(), new(Time.GetUtcNow()));
        _services = Start();
        return copy;
    }

    /// <summary>Stops the engine and starts another over the same stores.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Start();
    }

    /// <summary>Runs an action with fixed random values, and returns the requests and the outcome.</summary>
    /// <param name="seed">The seed of the random values in requests.</param>
    /// <param name="act">The action; it returns the outcome.</param>
    public async Task<string> RunAsync(int seed, Func<TwinWorld, Task<string>> act)
    {
        using var random = new SeededNumbers(seed);
        using var replaced = RandomValues.Replace(random);
        string outcome;
        try
        {
            outcome = await act(this);
        }
        catch (ConnectorException exception)
        {
            outcome = $"{exception.Code}";
        }

        var text = new StringBuilder();
        foreach (var request in System.Take()) text.Append(request.Text).Append("\n----\n");
        return text.Append(outcome).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stores.DisposeAsync();
    }

    private ServiceProvider Start()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        // Without a margin, no token is refreshed in the background at an unpredictable moment.
        var builder = services.AddVersoriConnectors(options => options.RefreshMargin = TimeSpan.Zero);
        _stores.Use(builder);
        TwinMethods.Configure(builder);
        foreach (var name in new[] { ConnectorClientFactory.PipelineName, OAuth2Http.PipelineName })
        {
            services.AddHttpClient(name).AddHttpMessageHandler(() => new Transport(System));
        }

        return services.BuildServiceProvider();
    }

    // The last handler of a pipeline: nothing reaches the network.
    private sealed class Transport(TwinSystem system) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => system.RespondAsync(request);

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            system.RespondAsync(request).GetAwaiter().GetResult();
    }

    private sealed class SeededNumbers(int seed) : RandomNumberGenerator
    {
        private readonly Random _random = new(seed);

        public override void GetBytes(byte[] data) => _random.NextBytes(data);

        public override void GetBytes(Span<byte> data) => _random.NextBytes(data);
    }
}
