namespace Versori.Connectors.Invocation;

/// <summary>
/// The time limit of one call, and the cancellation of its caller. The limit of a streamed call begins again with each
/// read, so that a system that stops sending does not hold the caller.
/// </summary>
internal sealed class CallScope : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _linked;

    public CallScope(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Limit = limit;
        _timeout = new(limit, time);
        _linked = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellationToken)
            : _timeout;
    }

    public TimeSpan Limit { get; }

    /// <summary>Cancelled by the limit and by the caller.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>Whether the limit has passed.</summary>
    public bool HasTimedOut => _timeout.IsCancellationRequested;

    /// <summary>Begins the limit again.</summary>
    public void Restart() => _timeout.CancelAfter(Limit);

    /// <summary>Stops the limit while the caller works with what was received.</summary>
    public void Pause() => _timeout.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _linked.Dispose();
        _timeout.Dispose();
    }
}
