namespace Versori.Connectors.Http;

/// <summary>
/// The part of a limit that this process may use, and when it claims it again. Claims are rare: at most one for ten
/// calls, unless the process has nothing to send its calls with. Times are ticks.
/// </summary>
internal sealed class LimitShare
{
    private const int CallsPerClaim = 10;

    // A process that has its share, and needs more, claims again after so many calls: others may have ended.
    private const int CallsPerUselessClaim = 16;

    private const int MostSpareCalls = 100;

    private static readonly long ShortestRetry = TimeSpan.FromMilliseconds(100).Ticks;
    private static readonly long RetryAfterFailure = TimeSpan.FromSeconds(5).Ticks;
    private static readonly long ShortestLease = TimeSpan.FromSeconds(4).Ticks;
    private static readonly long LongestLease = TimeSpan.FromMinutes(1).Ticks;

    private int _units;
    private long _until = long.MinValue;
    private long _claimAt = long.MinValue;
    private long _claimedAt = long.MinValue;
    private long? _moreAt;
    private int _calls;
    private int _unitsUsed;

    // The calls beyond ten for each claim so far. They pay for a claim that cannot wait.
    private int _spareCalls;
    private bool _mayHaveMore = true;
    private bool _passesOn;
    private bool _isReleased;

    /// <summary>Whether a claim is under way.</summary>
    public bool IsClaiming { get; set; }

    /// <summary>Whether other processes use the limit too.</summary>
    public bool HasOthers { get; private set; }

    /// <summary>The units that may be used.</summary>
    public int UnitsAt(long now) => now < _until ? _units : 0;

    /// <summary>Counts a call.</summary>
    public void Used(int units)
    {
        if (units == 0) return;
        _calls++;
        _unitsUsed += units;
    }

    /// <summary>When the next claim may be made, if there is a reason for one; it is never before now.</summary>
    /// <param name="pool">The limit.</param>
    /// <param name="now">The current time.</param>
    /// <param name="isShort">Whether a call waits for more units than there are.</param>
    public long? ClaimAt(LimitPool pool, long now, bool isShort)
    {
        if (IsClaiming) return null;

        // Others wait for the units that are passed on: they get them as soon as they are free.
        if (_passesOn && now < _until) return pool.HeldIsAtMostAt(_units, now);
        var isDue = UnitsAt(now) == 0 || now >= _claimAt;
        if (!isShort && !(isDue && _calls >= CallsPerClaim)) return null;
        var mayClaim = _mayHaveMore
            ? _calls >= CallsPerClaim
            : _calls >= CallsPerUselessClaim && now - _claimedAt >= pool.Period.Ticks;
        if (mayClaim) return now;

        // The calls so far pay for a claim at the time when another process's units become free.
        return _moreAt is { } moreAt && isShort && _calls + _spareCalls >= CallsPerClaim
            ? Math.Max(now, Math.Min(moreAt, _claimAt))
            : Math.Max(now, _claimAt);
    }

    /// <summary>
    /// Whether the units can be given back when nothing is sent any more: others use the limit, and there were enough
    /// calls for another claim. Otherwise the lease ends by itself.
    /// </summary>
    public bool MayRelease => HasOthers && !IsClaiming && !_isReleased && _calls + _spareCalls >= CallsPerClaim;

    /// <summary>
    /// Whether the processes together want more than there is: the last claim got less than it wanted.
    /// </summary>
    public bool IsContended { get; private set; }

    /// <summary>Creates a claim.</summary>
    /// <param name="pool">The limit.</param>
    /// <param name="key">The key of the limit.</param>
    /// <param name="holder">The process.</param>
    /// <param name="waiting">The units of the calls that wait.</param>
    /// <param name="minimum">The units of the next call.</param>
    /// <param name="now">The current time.</param>
    public LimitClaim Claim(LimitPool pool, string key, Guid holder, long waiting, int minimum, long now)
    {
        IsClaiming = true;
        _isReleased = false;
        var lease = Lease(pool, now);
        var held = Math.Max(pool.Held(now), UnitsAt(now));
        var ahead = Math.Max(CallsPerClaim * Math.Max(1, minimum), pool.Total / CallsPerClaim);
        if (!pool.IsConcurrency) ahead = Math.Max(ahead, _unitsUsed);
        var wanted = waiting == 0 && _calls == 0 ? pool.Held(now) : pool.Held(now) + waiting + ahead;
        _spareCalls = Math.Clamp(_spareCalls + _calls - CallsPerClaim, 0, MostSpareCalls);
        _calls = 0;
        _unitsUsed = 0;
        _claimedAt = now;
        return new()
        {
            Key = key,
            Holder = holder,
            Total = pool.Total,
            Held = held,
            Wanted = (int)Math.Min(pool.Total, Math.Max(wanted, minimum)),
            Minimum = Math.Max(1, minimum),
            Lease = TimeSpan.FromTicks(lease),
            Period = pool.Period,
        };
    }

    /// <summary>Gives everything back, because nothing is sent any more.</summary>
    public LimitClaim Release(LimitPool pool, string key, Guid holder, long now)
    {
        _units = 0;
        HasOthers = false;
        _passesOn = false;
        var claim = Claim(pool, key, holder, waiting: 0, minimum: 0, now);
        _isReleased = true;

        // Units that still count are free after the period, which the store adds.
        return claim with { Held = pool.Held(now), Wanted = 0, Lease = TimeSpan.Zero };
    }

    /// <summary>Takes what a claim has granted.</summary>
    public void Accept(LimitGrant grant, LimitClaim claim, long now)
    {
        IsClaiming = false;
        HasOthers = grant.Holders > 1;

        // A store may be wrong. No process uses more than there is.
        _units = Math.Clamp(grant.Units, 0, claim.Total);
        _mayHaveMore = _units >= claim.Wanted && _units < claim.Total;
        _passesOn = !_isReleased && !grant.IsSettled && _units < claim.Held;
        IsContended = !_isReleased && _units < claim.Wanted;

        _moreAt = IsContended && grant.MoreAfter is { } after ? now + Math.Max(0, after.Ticks) : null;

        // From the time of the claim: the store counted from then on at the earliest.
        _until = _claimedAt + claim.Lease.Ticks;
        _claimAt = grant.IsSettled && grant.Units > 0
            ? _claimedAt + (claim.Lease.Ticks / 2)
            : now + Math.Clamp(claim.Period.Ticks / 4, ShortestRetry, LongestLease);
    }

    /// <summary>
    /// Goes on with what there is, because the store failed. Without a share, a small part of the limit is used.
    /// </summary>
    public void Keep(LimitPool pool, long now)
    {
        IsClaiming = false;
        _passesOn = false;
        if (_units == 0) _units = Math.Max(1, pool.Total / CallsPerClaim);
        _until = now + (2 * RetryAfterFailure);
        _claimAt = now + RetryAfterFailure;
    }

    // A process with few calls keeps its few units for longer.
    private long Lease(LimitPool pool, long now)
    {
        var shortest = Math.Clamp(4 * pool.Period.Ticks, ShortestLease, LongestLease);
        if (HasOthers || _calls == 0 || _claimedAt == long.MinValue) return shortest;
        return Math.Clamp(4 * CallsPerClaim * ((now - _claimedAt) / _calls), shortest, LongestLease);
    }
}
