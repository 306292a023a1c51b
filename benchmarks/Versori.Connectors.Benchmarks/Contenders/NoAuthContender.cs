namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>Requests without a credential: the cost of a handler that does nothing.</summary>
internal sealed class NoAuthContender(Arena arena) : IContender
{
    private readonly HttpMessageInvoker[] _connections = arena.ThroughEach(static _ => new PassingHandler());

    public Task<HttpResponseMessage> SendAsync(int connection) =>
        _connections[connection].SendAsync(Arena.NewRequest(), CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class PassingHandler : DelegatingHandler;
}
