namespace Versori.Connectors.Http;

/// <summary>
/// What the system has stated about its limit: how many calls are left until when. Not synchronized. Times are ticks.
/// </summary>
internal sealed class ServerWindow
{
    // A reset that moves by less is the same window: servers round to seconds.
    private static readonly long Tolerance = TimeSpan.FromSeconds(1.5).Ticks;

    private long? _limit;
    private long _remaining = long.MaxValue;
    private long _left = long.MaxValue;
    private long _resetAt = long.MinValue;

    /// <summary>Takes what a response states.</summary>
    /// <param name="statement">The statement; <see langword="null"/> if the response states nothing.</param>
    /// <param name="inFlight">The calls without a response. The statement may not include them yet.</param>
    /// <param name="now">The current time.</param>
    /// <param name="maximum">The longest wait for a reset.</param>
    public void Learn(ServerLimit? statement, int inFlight, long now, long maximum)
    {
        if (statement is not { Remaining: { } remaining, Reset: { } reset } stated)
        {
            // The response to the call that was sent to learn states nothing: there is nothing to wait for.
            if (_resetAt == long.MinValue) _left = long.MaxValue;
            return;
        }

        var resetAt = now + Math.Min(reset.Ticks, maximum);
        var isSame = Math.Abs(resetAt - _resetAt) <= Tolerance && now < _resetAt;
        // Responses arrive in another order than they were sent in: the least of a window is the latest.
        _remaining = isSame ? Math.Min(_remaining, remaining) : remaining;
        _left = Math.Max(0, _remaining - inFlight);
        _resetAt = isSame ? Math.Max(resetAt, _resetAt) : resetAt;
        _limit = stated.Limit ?? _limit;
    }

    /// <summary>Whether a call may be sent.</summary>
    public bool CanTake(int inFlight, long now)
    {
        Reset(now);
        // Without a call on its way, one is sent to learn what is left now.
        return _left > 0 || (inFlight == 0 && _resetAt == long.MinValue);
    }

    public void Take(int units)
    {
        if (_left != long.MaxValue) _left = Math.Max(0, _left - units);
    }

    /// <summary>When the next call may be sent at the earliest, behind a number of units.</summary>
    public long AvailableAt(long units, long now)
    {
        Reset(now);
        return units <= _left || _resetAt == long.MinValue ? now : _resetAt;
    }

    private void Reset(long now)
    {
        if (_resetAt == long.MinValue || now < _resetAt) return;
        _left = _limit ?? 0;
        _resetAt = long.MinValue;
        _remaining = _left;
    }
}
