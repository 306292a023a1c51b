namespace Versori.Connectors.Refresh;

/// <summary>
/// Computes the wait between attempts: it doubles after each failure, up to a maximum, and has random jitter.
/// </summary>
internal sealed class Backoff(TimeProvider time, TimeSpan first, TimeSpan maximum)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _until = long.MinValue;

    /// <summary>The remaining wait; <see cref="TimeSpan.Zero"/> when the next attempt may be made.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                return now >= _until ? TimeSpan.Zero : time.GetElapsedTime(now, _until);
            }
        }
    }

    /// <summary>Reports a failed attempt.</summary>
    /// <param name="retryAfter">The wait that the other side requested; it is honoured up to the maximum.</param>
    /// <returns>The wait until the next attempt.</returns>
    public TimeSpan Failed(TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            var wait = WaitAfter(_failures++, first, maximum, retryAfter);
            _until = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
            return wait;
        }
    }

    /// <summary>Reports a successful attempt: there is nothing to wait for any more.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
            _until = long.MinValue;
        }
    }

    /// <summary>Computes the wait after a number of earlier failures.</summary>
    public static TimeSpan WaitAfter(int failures, TimeSpan first, TimeSpan maximum, TimeSpan? retryAfter)
    {
        var exponential = first * Math.Pow(2, Math.Min(failures, 30));
        // Between half and all of it, so that callers that failed together do not retry together.
        var wait = Smaller(exponential, maximum) * (0.5 + (RandomValues.Fraction() / 2));
        return retryAfter is { } requested && Smaller(requested, maximum) > wait ? Smaller(requested, maximum) : wait;
    }

    private static TimeSpan Smaller(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
