namespace Versori.Connectors.Http;

/// <summary>
/// The units of one limit. A unit is in use while its call is sent. A unit of a rate is free again one period after
/// that; one of a concurrency limit at once. Not synchronized: the limiter's lock protects it. Times are ticks.
/// </summary>
/// <param name="name">The name of the limit within its connection.</param>
/// <param name="total">The number of units, for all processes.</param>
/// <param name="period">How long a unit counts after its call.</param>
internal sealed class LimitPool(string name, int total, TimeSpan period)
{
    // Units that become free within this part of the period are kept as one entry, so that few are kept.
    private const int Granularity = 512;

    private readonly Queue<(long FreeAt, int Units)> _cooling = new();
    private (long FreeAt, int Units) _newest;
    private long _newestFrom;
    private int _inUse;
    private int _coolingUnits;
    private ShortestTrips _trips = new();

    public string Name => name;

    public int Total => total;

    public TimeSpan Period => period;

    /// <summary>Whether it limits calls at the same time.</summary>
    public bool IsConcurrency => period == TimeSpan.Zero;

    /// <summary>What this process may use of it.</summary>
    public LimitShare Share { get; } = new();

    /// <summary>The units of a call: never more than there are.</summary>
    public int UnitsOf(int weight) => IsConcurrency ? 1 : Math.Min(weight, total);

    /// <summary>The units in use, and those that are not free again yet.</summary>
    public int Held(long now)
    {
        while (_cooling.TryPeek(out var oldest) && oldest.FreeAt <= now) Free(_cooling.Dequeue().Units);
        if (_newest.Units > 0 && _newest.FreeAt <= now && _cooling.Count == 0)
        {
            Free(_newest.Units);
            _newest = default;
        }

        return _inUse + _coolingUnits;
    }

    public bool CanTake(int units, long now) => units == 0 || Held(now) + units <= Share.UnitsAt(now);

    public void Take(int units)
    {
        _inUse += units;
        Share.Used(units);
    }

    /// <summary>Gives units back after their call.</summary>
    /// <param name="units">The units.</param>
    /// <param name="sentAt">When the call was sent.</param>
    /// <param name="now">When its response arrived, or its failure was noticed.</param>
    /// <param name="hasResponse">Whether a response arrived.</param>
    public void Return(int units, long sentAt, long now, bool hasResponse)
    {
        _inUse -= units;
        if (IsConcurrency || units == 0) return;

        // The system counted the call before its response arrived, and counts the next one after it is sent. What is
        // surely on the way need not be added to the period.
        var early = hasResponse ? _trips.Add(now - sentAt, now) : 0;
        Cool(units, now - early + period.Ticks);
    }

    /// <summary>
    /// The time at which units are available if no call ends until then; <see langword="null"/> if that depends on
    /// calls, or on the share.
    /// </summary>
    public long? AvailableAt(int units, long now)
    {
        var needed = Held(now) + units - Share.UnitsAt(now);
        if (needed <= 0) return now;
        foreach (var (freeAt, free) in _cooling)
        {
            if ((needed -= free) <= 0) return freeAt;
        }

        return needed - _newest.Units <= 0 ? _newest.FreeAt : null;
    }

    /// <summary>
    /// The time from which no more units are held than a number, if no call ends until then; <see langword="null"/> if
    /// that depends on calls.
    /// </summary>
    public long? HeldIsAtMostAt(int units, long now)
    {
        var above = Held(now) - units;
        if (above <= 0) return now;
        foreach (var (freeAt, free) in _cooling)
        {
            if ((above -= free) <= 0) return freeAt;
        }

        return above - _newest.Units <= 0 ? _newest.FreeAt : null;
    }

    /// <summary>
    /// Estimates when units are available behind others that wait. It is rather too early than too late.
    /// </summary>
    /// <param name="units">The units, with those of the calls that wait.</param>
    /// <param name="now">The current time.</param>
    /// <param name="averageTrip">How long a call takes on average.</param>
    public long EstimateAvailableAt(long units, long now, long averageTrip)
    {
        var share = Share.UnitsAt(now) is > 0 and var known ? known : total;
        var needed = Held(now) + units - share;
        if (needed <= 0) return now;
        var (rounds, rest) = Math.DivRem(needed - 1, share);
        if (IsConcurrency) return now + (rounds * averageTrip);
        foreach (var (freeAt, free) in _cooling)
        {
            if ((rest -= free) < 0) return freeAt + (rounds * period.Ticks);
        }

        return (_newest.Units > rest ? _newest.FreeAt : now + period.Ticks) + (rounds * period.Ticks);
    }

    private void Cool(int units, long freeAt)
    {
        _coolingUnits += units;
        if (_newest.Units > 0 && freeAt - _newestFrom > period.Ticks / Granularity)
        {
            _cooling.Enqueue(_newest);
            _newest = default;
        }

        if (_newest.Units == 0) _newestFrom = freeAt;

        _newest = (Math.Max(freeAt, _newest.FreeAt), _newest.Units + units);
    }

    private void Free(int units) => _coolingUnits -= units;
}
