namespace Versori.Connectors.Http;

/// <summary>
/// Estimates how much of a round trip is surely spent on the way, from the shortest of the last few hundred. In ticks.
/// </summary>
internal struct ShortestTrips()
{
    // So many round trips show the shortest one. The first calls of a process are slow for other reasons.
    private const int Enough = 200;

    // By how much the ways to and from the system may differ.
    private static readonly long Uncertainty = TimeSpan.FromMilliseconds(5).Ticks;

    private long _former;
    private long _shortest = long.MaxValue;
    private int _count;

    /// <summary>Adds a round trip, and returns how long a call is surely on its way.</summary>
    public long Add(long trip)
    {
        _shortest = Math.Min(_shortest, trip);
        if (++_count >= Enough) (_former, _shortest, _count) = (_shortest, long.MaxValue, 0);
        return Math.Max(0, (Math.Min(_former, _shortest) / 2) - Uncertainty);
    }
}
