namespace Versori.Connectors.Http;

/// <summary>A caller that waits for a permit.</summary>
internal sealed class LimitWaiter(int weight, long since)
{
    private readonly TaskCompletionSource<LimitPermit> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Weight => weight;

    /// <summary>When it began to wait, in ticks.</summary>
    public long Since => since;

    public Task<LimitPermit> Task => _result.Task;

    public bool IsDone => _result.Task.IsCompleted;

    public bool TryAdmit(LimitPermit permit) => _result.TrySetResult(permit);

    public bool TryRefuse(Exception exception) => _result.TrySetException(exception);

    public bool TryCancel(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);
}
