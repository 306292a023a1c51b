using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Tests.Http;

/// <summary>Clients that the host registers with <c>AddHttpClient</c>.</summary>
public sealed class TypedClientTests : IAsyncLifetime
{
    private static readonly Owner Ada = Owner.User("ada");

    private readonly ServiceCollection _services = new();
    private ScriptedExternalSystem _system = null!;
    private LoopbackServer _other = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await ScriptedExternalSystem.StartAsync();
        _other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        _system.AcceptBearer("t-host");
        _system.AcceptBearer("t-ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_typed_client_has_the_base_address_and_the_credential_of_the_connection()
    {
        _services.AddHttpClient<ShopClient>().AddVersoriConnection("mirror", "shop");
        await using var provider = await BuildAsync();

        var response = await provider.GetRequiredService<ShopClient>().Http.GetAsync("me");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("/api/me", "Bearer t-host"), Last());
        Assert.Equal(_system.Api, provider.GetRequiredService<ShopClient>().Http.BaseAddress);
    }

    [Theory]
    [InlineData("mirror", "shp", "'mirror/shp'. The nearest are mirror/shop.")]
    [InlineData("other", "shop", "'other/shop'. Link one, or apply the integration's plan.")]
    public async Task The_error_for_an_unknown_template_lists_the_existing_templates(
        string integration, string template, string said)
    {
        _services.AddHttpClient<ShopClient>().AddVersoriConnection(integration, template);
        await using var provider = await BuildAsync();

        var error = (
            await Assert.ThrowsAsync<ConnectorException>(
                () => provider.GetRequiredService<ShopClient>().Http.GetAsync("me"))).Error;

        Assert.Equal((ConnectorErrorCode.NotFound, $"{integration}/{template}"), (error.Code, error.Location));
        Assert.EndsWith(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_for_many_owners_resolves_the_owner_for_every_request()
    {
        var owner = new HttpRequestOptionsKey<string>("owner");
        _services.AddHttpClient<ShopClient>().AddVersoriConnection(
            "mirror", "shop", request => request.Options.TryGetValue(owner, out var user)
                ? Owner.User(user)
                : Owner.Host);
        await using var provider = await BuildAsync(TemplateSharing.PerOwner);
        var client = provider.GetRequiredService<ShopClient>().Http;

        await client.SendAsync(For("ada"));
        Assert.Equal("Bearer t-ada", Last().Authorization);
        Assert.Equal(
            ConnectorErrorCode.NoConnection,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(For("bob")))).Code);
        Assert.Equal(
            ConnectorErrorCode.InvalidArgument,
            (await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("me"))).Code);

        HttpRequestMessage For(string user)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "me");
            request.Options.Set(owner, user);
            return request;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_request_has_the_credential_of_its_own_owner_in_whatever_order_owners_call(
        bool isSynchronous)
    {
        var owners = new[] { Ada, Owner.User("bob"), Owner.User("eve") };
        foreach (var owner in owners) _system.AcceptBearer($"t-{owner.UserId}");
        var isAsked = 0;
        var current = Ada;
        _services.AddHttpClient<ShopClient>().AddVersoriConnection("mirror", "shop", (HttpRequestMessage _) =>
        {
            isAsked++;
            return current;
        });
        await using var provider = await BuildAsync(TemplateSharing.PerOwner, owners);
        var client = provider.GetRequiredService<ShopClient>().Http;
        var connections = provider.GetRequiredService<IConnections>();

        // Owners are repeated, so that a request can find what an earlier one left, and two of them change in between.
        foreach (var index in new[] { 0, 0, 0, 1, 0, 1, 1, 1, 2, 0, 0, 2, 2, 2, 1, 2, 0, 0, 0 })
        {
            current = owners[index];
            await CallAsync($"t-{current.UserId}");
        }

        _system.AcceptBearer("t-new");
        var adas = await connections.ListAsync(new() { Owner = Ada }).SingleAsync();
        await connections.ReconnectAsync(adas.Id, Credential.Bearer("t-new"));
        await CallAsync("t-new");
        await connections.DisconnectAsync(adas.Id);
        Assert.Equal(
            ConnectorErrorCode.NoConnection,
            (await Assert.ThrowsAsync<ConnectorException>(() => CallAsync("none"))).Code);
        current = owners[1];
        await CallAsync("t-bob");

        async Task CallAsync(string token)
        {
            isAsked = 0;
            using var request = new HttpRequestMessage(HttpMethod.Get, "me");
            using var response = isSynchronous
                ? await Task.Run(() => client.Send(request))
                : await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(("/api/me", $"Bearer {token}"), Last());
            Assert.Equal(1, isAsked);
        }
    }

    [Theory]
    [InlineData("sockets before")]
    [InlineData("sockets after")]
    [InlineData("client after")]
    [InlineData("wrapped after")]
    [InlineData("defaults after")]
    public async Task Redirects_are_disabled_on_a_primary_handler_of_the_host(string how)
    {
        if (how == "sockets before")
            Configure(_services.AddHttpClient<ShopClient>(), () => new SocketsHttpHandler { AllowAutoRedirect = true });
        var builder = _services.AddHttpClient<ShopClient>().AddVersoriConnection("mirror", "shop");
        if (how == "sockets after")
            Configure(builder, () => new SocketsHttpHandler { AllowAutoRedirect = true, UseCookies = true });
        if (how == "client after")
            Configure(builder, () => new HttpClientHandler { AllowAutoRedirect = true, UseCookies = true });
        if (how == "wrapped after")
            Configure(
                builder, () => new Wrapping { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = true } });
        if (how == "defaults after")
            _services.ConfigureHttpClientDefaults(
                defaults => Configure(defaults, () => new SocketsHttpHandler { AllowAutoRedirect = true }));
        await using var provider = await BuildAsync();
        var client = provider.GetRequiredService<ShopClient>().Http;

        await client.GetAsync(
            $"{_system.BaseAddress}redirect?to={Uri.EscapeDataString($"{_other.BaseAddress}x?page=1")}");

        Assert.Null(Assert.Single(_other.Requests).Authorization);

        static void Configure(IHttpClientBuilder builder, Func<HttpMessageHandler> handler) =>
            builder.ConfigurePrimaryHttpMessageHandler(handler);
    }

    [Fact]
    public async Task A_primary_handler_that_the_host_shares_between_clients_stays_usable()
    {
        using var shared = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        _services.AddHttpClient("first")
            .ConfigurePrimaryHttpMessageHandler(() => shared).AddVersoriConnection("mirror", "shop");
        _services.AddHttpClient("second")
            .ConfigurePrimaryHttpMessageHandler(() => shared).AddVersoriConnection("mirror", "shop");
        await using var provider = await BuildAsync();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        Assert.Equal(HttpStatusCode.OK, (await factory.CreateClient("first").GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await factory.CreateClient("second").GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Cookies_of_one_connection_are_not_sent_with_another()
    {
        _services.AddHttpClient<ShopClient>()
            .AddVersoriConnection("mirror", "shop")
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = true });
        await using var provider = await BuildAsync();
        _system.ApiFaults.Enqueue(ScriptedResponse.Create(200, "", headers: ("Set-Cookie", "session=mine; Path=/")));
        var client = provider.GetRequiredService<ShopClient>().Http;

        await client.GetAsync("me");
        await client.GetAsync("me");

        Assert.DoesNotContain("Cookie", _system.RecordedApiRequests[^1].Headers.Keys);
    }

    [Fact]
    public async Task Disposing_a_client_does_not_affect_other_clients()
    {
        _services.AddHttpClient<ShopClient>().AddVersoriConnection("mirror", "shop");
        await using var provider = await BuildAsync();
        var factory = provider.GetRequiredService<IConnectorClientFactory>();
        HttpClient[] clients =
        [
            .. Enumerable.Range(0, 3).Select(_ => provider.GetRequiredService<ShopClient>().Http),
            .. Enumerable.Range(0, 3).Select(_ => factory.CreateClient(new TemplateId("mirror", "shop"))),
        ];

        foreach (var client in clients)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("me")).StatusCode);
            client.Dispose();
        }
    }

    private (string Target, string? Authorization) Last() =>
        (_system.RecordedApiRequests[^1].Target, _system.RecordedApiRequests[^1].Authorization);

    private async Task<ServiceProvider> BuildAsync(
        TemplateSharing sharing = default, params Owner[] owners)
    {
        var provider = _services.AddVersoriConnectors().Services.BuildServiceProvider(validateScopes: true);
        var catalog = provider.GetRequiredService<IConnectorCatalog>();
        await catalog.ApplyAsync(
            new()
            {
                Connectors =
                [
                    new()
                    {
                        TemplateName = "shop",
                        Sharing = sharing,
                        Definition = new()
                        {
                            Id = ConnectorId.Parse("shop"),
                            Title = "Shop",
                            BaseUrl = _system.Api.AbsoluteUri,
                            AuthMethods = [new BearerAuth()],
                            Endpoints = [new() { Id = "me", Method = "GET", Path = "/me" }],
                        },
                    },
                ],
            },
            "mirror");
        var connections = provider.GetRequiredService<IConnections>();
        foreach (var owner in owners.Length > 0 ? owners : [Owner.Host, Ada])
        {
            await connections.ConnectAsync(new()
            {
                ConnectorId = ConnectorId.Parse("shop"),
                Name = "acme",
                Owner = owner,
                Credential = Credential.Bearer($"t-{owner.UserId ?? "host"}"),
            });
        }

        return provider;
    }

    private sealed class ShopClient(HttpClient http)
    {
        public HttpClient Http => http;
    }

    private sealed class Wrapping : DelegatingHandler;
}
