using System.Net.Http.Headers;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The minimum: a handler that sets a prebuilt header. It does not handle expiry, refresh or a 401. This is the
/// baseline.
/// </summary>
internal sealed class HandWrittenContender(Arena arena) : IContender
{
    private readonly HttpMessageInvoker[] _connections =
        arena.ThroughEach(static connection => new HeaderHandler(new("Bearer", $"token-{connection:D12}")));

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class HeaderHandler(AuthenticationHeaderValue header) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = header;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
