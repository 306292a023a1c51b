namespace Versori.Connectors.Testing;

/// <summary>Holds what comes to it until a test opens it. It starts open.</summary>
public sealed class Gate
{
    private volatile TaskCompletionSource _opened = Opened();

    /// <summary>Holds whatever comes from now on.</summary>
    public void Close()
    {
        if (_opened.Task.IsCompleted)
        {
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets go what it holds and whatever comes.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Completes when it is open.</summary>
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
