namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>
/// Holds the first to come until a second one is there: what two callers see at the same moment, every time.
/// </summary>
internal sealed class Meeting
{
    private readonly RequestCounter _arrivals = new();

    public Task ArriveAndWaitAsync()
    {
        _arrivals.Increment();
        return _arrivals.WaitForAsync(2);
    }
}
