using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Egress;

/// <summary>
/// A redirect of an API call to another origin is a URL from outside: it must not make the host call into its own
/// network.
/// </summary>
public sealed class RedirectEgressTests : IAsyncDisposable
{
    private readonly Wire _wire = new();
    private readonly List<ServiceProvider> _providers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
        _wire.Dispose();
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://127.0.0.1:8500/v1/kv")]
    [InlineData("https://localhost/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://name-of-a-private-address.example/")]
    public async Task A_public_system_cannot_redirect_a_call_into_the_hosts_network(string location)
    {
        foreach (var isSynchronous in (bool[])[false, true])
        {
            var client = await ClientAsync(location, addresses: "10.0.0.1");

            var exception = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(client, isSynchronous));

            Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
            Assert.Contains(Origins.Of(new(location)), exception.Message, StringComparison.Ordinal);
            Assert.Equal(["https://shop.example/start"], _wire.Sent);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_of_the_host_is_protected_as_well(bool isSynchronous)
    {
        var client = await ClientAsync("https://10.0.0.1/", addresses: "10.0.0.1", isTyped: true);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(client, isSynchronous));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.Equal(["https://shop.example/start"], _wire.Sent);
    }

    [Theory]
    [InlineData("https://files.example/landing", "8.8.8.8", false)]
    [InlineData("https://files.example/landing", "8.8.8.8", true)]
    [InlineData("https://10.0.0.7:8443/landing", "10.0.0.7", false)]
    [InlineData("https://10.0.0.7:8443/landing", "10.0.0.7", true)]
    public async Task Public_addresses_and_trusted_origins_are_followed_without_the_credential(
        string location, string address, bool isSynchronous)
    {
        var client = await ClientAsync(location, address, trusted: "https://10.0.0.7:8443");

        using var response = await GetAsync(client, isSynchronous);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["https://shop.example/start", location], _wire.Sent);
        Assert.Equal(["Bearer s3cret", null], _wire.Authorizations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_is_checked_by_the_address_that_is_connected_to(bool isSynchronous)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var system = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect($"https://rebound.example:{port}/");
            return Task.CompletedTask;
        });
        // The primary handler is a real one, and the name leads to the local machine.
        var client = await ClientAsync(null, "127.0.0.1", baseUrl: system.BaseAddress.AbsoluteUri.TrimEnd('/'));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(client, isSynchronous));

        Assert.Equal(ConnectorErrorCode.OriginNotAllowed, exception.Code);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task On_the_local_machine_systems_may_redirect_to_each_other()
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var system = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect(other.BaseAddress.AbsoluteUri);
            return Task.CompletedTask;
        });
        var client = await ClientAsync(null, "8.8.8.8", baseUrl: system.BaseAddress.AbsoluteUri.TrimEnd('/'));

        using var response = await client.GetAsync("start");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(other.Requests).Authorization);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, bool isSynchronous)
    {
        if (!isSynchronous) return await client.GetAsync("start");
        using var request = new HttpRequestMessage(HttpMethod.Get, "start");
        return client.Send(request);
    }

    /// <param name="location">Where the system redirects to; <see langword="null"/> for a real system.</param>
    /// <param name="addresses">The address of every name.</param>
    /// <param name="trusted">An origin that the host trusts.</param>
    /// <param name="isTyped">Whether the host has its own client.</param>
    /// <param name="baseUrl">The base URL of the system.</param>
    private async Task<HttpClient> ClientAsync(
        string? location,
        string addresses,
        string trusted = "https://unused.example",
        bool isTyped = false,
        string baseUrl = "https://shop.example")
    {
        _wire.Restart(location);
        var services = new ServiceCollection()
            .AddSingleton<IHostNameResolver>(new FixedHostNames(IPAddress.Parse(addresses)));
        services.AddVersoriConnectors().ConfigureExternalUrls(options => options.Trust(trusted));
        services.AddHttpClient("typed").AddVersoriConnection("mirror", "shop");
        foreach (var pipeline in location is null ? [] : (string[])[ConnectorClientFactory.PipelineName, "typed"])
        {
            services.AddHttpClient(pipeline)
                .ConfigurePrimaryHttpMessageHandler(() => _wire).PrimaryHandlerFollowsNoRedirects();
        }

        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        var catalog = provider.GetRequiredService<IConnectorCatalog>();
        await catalog.SaveDraftAsync(new()
        {
            Id = new("shop"),
            Title = "Shop",
            BaseUrl = baseUrl,
            AuthMethods = [new BearerAuth()],
        });
        await catalog.PublishAsync(new("shop"));
        await catalog.LinkAsync(new() { Id = new("mirror", "shop"), ConnectorId = new("shop") });
        var connection = await provider.GetRequiredService<IConnections>()
            .ConnectAsync(new("shop"), "acme", Credential.Bearer("s3cret"));
        return isTyped
            ? provider.GetRequiredService<IHttpClientFactory>().CreateClient("typed")
            : provider.GetRequiredService<IConnectorClientFactory>().CreateClient(connection);
    }

    /// <summary>In place of the network, where no certificate for these names can be had.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        private string? _location;

        public List<string> Sent { get; } = [];

        public List<string?> Authorizations { get; } = [];

        public void Restart(string? location)
        {
            _location = location;
            Sent.Clear();
            Authorizations.Clear();
        }

        protected override HttpResponseMessage Send(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add(request.RequestUri!.AbsoluteUri);
            Authorizations.Add(request.Headers.Authorization?.ToString());
            var response = new HttpResponseMessage { RequestMessage = request };
            if (request.RequestUri.AbsolutePath != "/start") return response;
            response.StatusCode = HttpStatusCode.Found;
            response.Headers.Location = new(_location!);
            return response;
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
