namespace Versori.Connectors.Http;

/// <summary>
/// Estimates how much of a round trip is surely spent on the way, from the shortest of many. In ticks.
/// </summary>
/// <remarks>
/// A burst of calls waits for its own connections and threads, which takes long before a request is sent and no time
/// after its response has arrived. Only round trips of a longer time show what the way alone takes.
/// </remarks>
internal struct ShortestTrips()
{
    // So many round trips show the shortest one. The first calls of a process are slow for other reasons.
    private const int Enough = 200;

    // In this time, calls also occur outside of bursts.
    private static readonly long LongEnough = TimeSpan.FromSeconds(10).Ticks;

    // By how much the ways to and from the system may differ.
    private static readonly long Uncertainty = TimeSpan.FromMilliseconds(5).Ticks;

    private long _former;
    private long _shortest = long.MaxValue;
    private long _since = long.MaxValue;
    private int _count;

    /// <summary>Adds a round trip that ends now, and returns how long a call is surely on its way.</summary>
    public long Add(long trip, long now)
    {
        _shortest = Math.Min(_shortest, trip);
        _since = Math.Min(_since, now);
        if (++_count >= Enough && now - _since >= LongEnough)
        {
            _former = _shortest;
            _shortest = long.MaxValue;
            _since = now;
            _count = 0;
        }

        return Math.Max(0, (Math.Min(_former, _shortest) / 2) - Uncertainty);
    }
}
