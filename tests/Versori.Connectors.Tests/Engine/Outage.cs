namespace Versori.Connectors.Tests.Engine;

/// <summary>Makes stores fail while <see cref="Lasts"/> is set.</summary>
public sealed class Outage
{
    private int _calls;

    public bool Lasts { get; set; }

    /// <summary>
    /// Called with the name of the operation before and after it, in the form <c>save</c> and <c>saved</c>.
    /// </summary>
    public Action<string>? On { get; set; }

    /// <summary>
    /// While set, reads of connections never complete. The first read completes this source.
    /// </summary>
    public TaskCompletionSource? Hang { get; set; }

    /// <summary>The number of refused calls.</summary>
    public int Refused => Volatile.Read(ref _calls);

    public void Check(string operation)
    {
        On?.Invoke(operation);
        if (!Lasts) return;
        Interlocked.Increment(ref _calls);
        throw new StoreAwayException();
    }
}
