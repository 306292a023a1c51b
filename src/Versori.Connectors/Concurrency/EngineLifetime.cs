namespace Versori.Connectors.Refresh;

/// <summary>Cancels the engine's background work when the host's services are disposed.</summary>
internal sealed class EngineLifetime : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public EngineLifetime() => Token = _source.Token;

    public CancellationToken Token { get; }

    /// <exception cref="ConnectorException">The host's services were disposed.</exception>
    public void ThrowIfStopped()
    {
        if (!Token.IsCancellationRequested) return;
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.Unavailable,
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
