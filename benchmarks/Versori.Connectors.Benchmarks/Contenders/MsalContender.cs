using Microsoft.Identity.Client;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// MSAL as its documentation recommends: one confidential client for the process, <c>AcquireTokenForClient</c> before
/// every request, and its own in-memory cache, which is partitioned by tenant: a connection is a tenant. Discovery is
/// off and its HTTP goes to the stub, so there is no network.
/// </summary>
internal sealed class MsalContender : IExpiringContender
{
    private static readonly string[] Scopes = ["https://api.example.com/.default"];

    private readonly IConfidentialClientApplication _application;
    private readonly HttpMessageInvoker[] _connections;
    private readonly Arena _arena;

    public MsalContender(Arena arena)
    {
        _arena = arena;
        _application = ConfidentialClientApplicationBuilder.Create("11111111-1111-1111-1111-111111111111")
            .WithClientSecret("secret")
            .WithAuthority($"https://login.microsoftonline.com/{Tenant(0)}")
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(new StubFactory(new(arena.Tokens, disposeHandler: false)))
            .Build();
        _connections = arena.ThroughEach(connection => new TokenHandler(_application, Tenant(connection)));
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public async ValueTask ExpireAsync(int connection)
    {
        // MSAL treats a token with a lifetime of less than five minutes as expired.
        var lifetime = _arena.Tokens.Lifetime;
        _arena.Tokens.Lifetime = TimeSpan.FromSeconds(1);
        await _application.AcquireTokenForClient(Scopes)
            .WithTenantId(Tenant(connection)).WithForceRefresh(true).ExecuteAsync();
        _arena.Tokens.Lifetime = lifetime;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Tenant(int connection) => $"22222222-2222-2222-2222-{connection:D12}";

    private sealed class TokenHandler(IConfidentialClientApplication application, string tenant) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var result = await application.AcquireTokenForClient(Scopes)
                .WithTenantId(tenant)
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);

            request.Headers.Authorization = new(result.TokenType, result.AccessToken);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class StubFactory(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}
