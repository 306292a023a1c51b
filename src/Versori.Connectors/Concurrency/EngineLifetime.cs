namespace Versori.Connectors.Refresh;

/// <summary>Ends renewals that are under way when the host's services are disposed of.</summary>
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
