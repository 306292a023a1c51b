namespace Versori.Connectors.Testing;

/// <summary>Holds requests until a test opens it. A new gate is open.</summary>
public sealed class Gate
{
    private volatile TaskCompletionSource _opened = Opened();

    /// <summary>Holds requests from now on.</summary>
    public void Close()
    {
        if (_opened.Task.IsCompleted)
        {
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Releases held requests, and holds no further ones.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Completes when the gate is open.</summary>
    public Task WaitAsync(CancellationToken cancellationToken = default) => _opened.Task.WaitAsync(cancellationToken);

    /// <summary>Creates a closed gate.</summary>
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
