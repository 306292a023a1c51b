using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// A careful hand-written solution: the token is in a HybridCache under the connection's key, is looked up for every
/// request, and is requested once if it is missing. Key and options are prebuilt; the state overload avoids a closure.
/// In process only, without a second level.
/// </summary>
internal sealed class HybridCacheContender : IExpiringContender
{
    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;
    private readonly HttpMessageInvoker[] _connections;

    public HybridCacheContender(Arena arena)
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();

        var http = new HttpMessageInvoker(arena.Tokens, disposeHandler: false);
        _connections = arena.ThroughEach(connection => new TokenHandler(_cache, http, connection));
    }

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask ExpireAsync(int connection) => _cache.RemoveAsync(Key(connection));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string Key(int connection) => $"token:{connection}";

    private sealed class TokenHandler(HybridCache cache, HttpMessageInvoker http, int connection) : DelegatingHandler
    {
        // The cache needs the lifetime before the response that contains it is known: an hour, less a margin.
        private static readonly HybridCacheEntryOptions Options = new()
        {
            Expiration = TimeSpan.FromMinutes(55),
            LocalCacheExpiration = TimeSpan.FromMinutes(55),
        };

        private readonly string _key = Key(connection);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var token = await cache.GetOrCreateAsync(
                _key,
                (http, connection),
                static async (state, cancel) =>
                    await ClientCredentialsRequest.SendAsync(state.http, state.connection, cancel),
                Options,
                cancellationToken: cancellationToken).ConfigureAwait(false);

            request.Headers.Authorization = new("Bearer", token);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
