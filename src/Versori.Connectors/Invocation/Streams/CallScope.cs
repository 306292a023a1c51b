namespace Versori.Connectors.Invocation;

/// <summary>
/// The time limit of one call, and the cancellation of its caller. The limit of a streamed call begins again with each
/// read, so that a system that stops sending does not hold the caller.
/// </summary>
internal sealed class CallScope : CancellationTokenSource
{
    // Null if the caller cannot cancel.
    private readonly CancellationTokenSource? _linked;
    private readonly TimeProvider _time;
    private readonly long _started;

    public CallScope(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
        : base(limit, time)
    {
        Limit = limit;
        _time = time;
        _started = time.GetTimestamp();
        _linked = cancellationToken.CanBeCanceled
            ? CreateLinkedTokenSource(base.Token, cancellationToken)
            : null;
    }

    public TimeSpan Limit { get; }

    /// <summary>What is left of the limit until the headers of the response arrive.</summary>
    public TimeSpan Left => Limit - _time.GetElapsedTime(_started);

    /// <summary>Cancelled by the limit and by the caller.</summary>
    public new CancellationToken Token => _linked?.Token ?? base.Token;

    /// <summary>Whether the limit has passed.</summary>
    public bool HasTimedOut => IsCancellationRequested;

    /// <summary>Begins the limit again.</summary>
    public void Restart() => CancelAfter(Limit);

    /// <summary>Stops the limit while the caller works with what was received.</summary>
    public void Pause() => CancelAfter(Timeout.InfiniteTimeSpan);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _linked?.Dispose();
        base.Dispose(disposing);
    }
}
