using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using OpenIddict.Abstractions;
using OpenIddict.Client;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// OpenIddict.Client has no cache of access tokens: <c>AuthenticateWithClientCredentialsAsync</c> calls the token
/// endpoint every time. It is measured without a cache and with the cache that its callers write by hand: one slot for
/// each connection, its expiry checked for every request, one refresh at a time.
/// </summary>
internal sealed class OpenIddictContender : IExpiringContender
{
    private readonly ServiceProvider _services;
    private readonly HttpMessageInvoker[] _connections;
    private readonly HandCachedToken[] _tokens;

    public OpenIddictContender(Arena arena, bool cached)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpenIddict().AddClient(options =>
        {
            options.AllowClientCredentialsFlow().DisableTokenStorage();
            options.UseSystemNetHttp();
            options.AddRegistration(Registration());
        });
        // OpenIddict requires its own primary handler; the stub responds before a request reaches it.
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.AdditionalHandlers.Add(new StubHandler(arena.Tokens))));
        _services = services.BuildServiceProvider();

        var client = _services.GetRequiredService<OpenIddictClientService>();
        _tokens = [.. Enumerable.Range(0, arena.Connections).Select(_ => new HandCachedToken(client))];
        _connections = arena.ThroughEach(connection =>
            cached ? new CachingHandler(_tokens[connection]) : new RequestingHandler(client));
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask ExpireAsync(int connection)
    {
        _tokens[connection].Expire();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static OpenIddictClientRegistration Registration() => new()
    {
        Issuer = new("https://auth.example.com/"),
        ClientId = "client",
        ClientSecret = "secret",
        Configuration = new()
        {
            Issuer = new("https://auth.example.com/"),
            TokenEndpoint = Arena.TokenEndpoint,
            GrantTypesSupported = { OpenIddictConstants.GrantTypes.ClientCredentials },
            TokenEndpointAuthMethodsSupported = { OpenIddictConstants.ClientAuthenticationMethods.ClientSecretPost },
        },
    };

    private sealed class CachingHandler(HandCachedToken token) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new(
                "Bearer", await token.GetAsync(cancellationToken).ConfigureAwait(false));
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class RequestingHandler(OpenIddictClientService client) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var result = await client.AuthenticateWithClientCredentialsAsync(
                new() { CancellationToken = cancellationToken })
                .ConfigureAwait(false);
            request.Headers.Authorization = new("Bearer", result.AccessToken);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class StubHandler(HttpMessageHandler stub) : DelegatingHandler
    {
        private readonly HttpMessageInvoker _stub = new(stub, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            _stub.SendAsync(request, cancellationToken);
    }
}
