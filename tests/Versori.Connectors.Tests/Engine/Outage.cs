namespace Versori.Connectors.Tests.Engine;

/// <summary>Makes stores fail while it lasts.</summary>
public sealed class Outage
{
    private int _calls;

    public bool Lasts { get; set; }

    /// <summary>
    /// Is called with the operation's name before and after it, in the form <c>save</c> and <c>saved</c>.
    /// </summary>
    public Action<string>? On { get; set; }

    /// <summary>
    /// While it is set, connections that are looked for are never found; it is completed when the first is looked for.
    /// </summary>
    public TaskCompletionSource? Hang { get; set; }

    /// <summary>How many calls were refused.</summary>
    public int Refused => Volatile.Read(ref _calls);

    public void Check(string operation)
    {
        On?.Invoke(operation);
        if (!Lasts) return;
        Interlocked.Increment(ref _calls);
        throw new StoreAwayException();
    }
}
