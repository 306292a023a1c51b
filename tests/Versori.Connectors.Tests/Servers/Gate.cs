namespace Versori.Connectors.Tests.Servers;

/// <summary>Holds what comes to it until a test opens it. It starts open.</summary>
public sealed class Gate
{
    private volatile TaskCompletionSource _opened = Opened();

    public void Close()
    {
        if (_opened.Task.IsCompleted)
        {
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open() => _opened.TrySetResult();

    public Task WaitAsync(CancellationToken cancellationToken = default) => _opened.Task.WaitAsync(cancellationToken);

    /// <summary>A gate that is closed already.</summary>
    public static Gate Closed()
    {
        var gate = new Gate();
        gate.Close();
        return gate;
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
