namespace Versori.Connectors.Refresh;

/// <summary>Ends the engine's work when the host's services are disposed.</summary>
internal sealed class EngineLifetime : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public EngineLifetime() => Token = _source.Token;

    public CancellationToken Token { get; }

    /// <summary>Whether the host's services were disposed.</summary>
    public bool IsStopped => Token.IsCancellationRequested;

    /// <exception cref="ConnectorException">The host's services were disposed.</exception>
    public void ThrowIfStopped()
    {
        if (!IsStopped) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.Disposed,
            Message = "The services of the host were disposed. Clients and services can be used only as long as the "
                + "service provider that they come from; create new ones from a running host.",
        });
    }

    public void Dispose()
    {
        if (_source.IsCancellationRequested) return;
        _source.Cancel();
        _source.Dispose();
    }
}
