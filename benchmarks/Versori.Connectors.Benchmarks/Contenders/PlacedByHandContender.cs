namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>A handler that is written by hand for one method.</summary>
internal sealed class PlacedByHandContender(Arena arena, StaticMethod method) : IContender
{
    private readonly HttpMessageInvoker[] _connections = arena.ThroughEach(_ => new PlacingHandler(method.ByHand));

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class PlacingHandler(Action<HttpRequestMessage> place) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            place(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
