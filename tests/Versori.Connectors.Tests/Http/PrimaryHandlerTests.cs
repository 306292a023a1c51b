using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Tests.Engine;

namespace Versori.Connectors.Tests.Http;

/// <summary>A primary handler that could follow redirects with the credential is refused.</summary>
public sealed class PrimaryHandlerTests : IAsyncLifetime
{
    private LoopbackServer _elsewhere = null!;

    public async ValueTask InitializeAsync() => _elsewhere = await LoopbackServer.StartAsync(_ => Task.CompletedTask);

    public ValueTask DisposeAsync() => _elsewhere.DisposeAsync();

    [Fact]
    public async Task A_client_with_an_unknown_primary_handler_is_refused()
    {
        await using var engine = await EngineFixture.StartAsync(
            builder => builder.ConfigureCalls(calls => calls.ConfigurePrimaryHttpMessageHandler(() => new Opaque())));
        var connector = await engine.PublishAsync(engine.Definition(methods: new BearerAuth()));
        var connection = await engine.Connections.ConnectAsync(
            new()
            {
                ConnectorId = connector.Id,
                Name = "acme",
                Credential = Credential.Bearer("t"),
                CheckCredential = false,
            });

        var exception = Assert.Throws<ConnectorException>(() => engine.Clients.CreateClient(connection));

        Assert.Equal(ConnectorErrorCode.NotSupported, exception.Code);
        Assert.Contains("Opaque", exception.Message);
        Assert.Contains("PrimaryHandlerFollowsNoRedirects", exception.Message);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("defaults")]
    [InlineData("wrapped")]
    public async Task A_typed_client_with_an_unknown_primary_handler_is_refused(string how)
    {
        var services = new ServiceCollection();
        HttpMessageHandler Create() => how == "wrapped" ? new Wrapper { InnerHandler = new Opaque() } : new Opaque();
        if (how == "defaults")
            services.ConfigureHttpClientDefaults(all => all.ConfigurePrimaryHttpMessageHandler(Create));
        var client = services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop");
        if (how != "defaults") client.ConfigurePrimaryHttpMessageHandler(Create);
        await using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<ConnectorException>(
            () => provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop"));

        Assert.Equal((ConnectorErrorCode.NotSupported, "shop"), (exception.Code, exception.Error.Location));
    }

    [Fact]
    public async Task A_handler_in_use_that_follows_redirects_is_refused_with_a_remedy()
    {
        using var shared = new SocketsHttpHandler();
        using (var plain = new HttpClient(shared, disposeHandler: false)) await plain.GetAsync(_elsewhere.BaseAddress);
        var services = new ServiceCollection();
        services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop")
            .ConfigurePrimaryHttpMessageHandler(() => shared);
        await using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<ConnectorException>(
            () => provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop"));

        Assert.Contains("AllowAutoRedirect = false", exception.Message);
    }

    [Fact]
    public async Task A_handler_that_the_host_declares_safe_is_used()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("shop").AddVersoriConnection("mirror", "shop")
            .ConfigurePrimaryHttpMessageHandler(() => new Opaque()).PrimaryHandlerFollowsNoRedirects();
        await using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<IHttpClientFactory>().CreateClient("shop"));
    }

    private sealed class Wrapper : DelegatingHandler;

    /// <summary>Follows redirects, and is not a delegating handler.</summary>
    private sealed class Opaque : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(new SocketsHttpHandler());

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);
    }
}
