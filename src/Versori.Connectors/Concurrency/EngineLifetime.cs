namespace Versori.Connectors.Refresh;

/// <summary>Cancels the engine's background work when the host's services are disposed.</summary>
internal sealed class EngineLifetime : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public EngineLifetime() => Token = _source.Token;

    public CancellationToken Token { get; }

    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
