using System.Net.Http.Headers;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The least that anyone can write: a handler that sets a header made beforehand. Nothing expires, nothing is renewed, no
/// 401 is noticed. This is the baseline.
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
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = header;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
