namespace Versori.Connectors.Tests.Stores.Broken;

/// <summary>
/// Holds the first caller until the second one arrives, so that both always see the same state.
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
