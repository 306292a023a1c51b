namespace Versori.Connectors.Refresh;

/// <summary>Waits between attempts: twice as long after each failure, up to a cap, with jitter.</summary>
internal sealed class Backoff(TimeProvider time, TimeSpan first, TimeSpan cap)
{
    private readonly Lock _lock = new();
    private int _failures;
    private long _until = long.MinValue;

    /// <summary>How long still to wait; <see cref="TimeSpan.Zero"/> when the next attempt may be made.</summary>
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

    /// <summary>An attempt failed.</summary>
    /// <param name="retryAfter">What the other side asked for; it is honoured up to the cap.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan Failed(TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            var exponential = first * Math.Pow(2, Math.Min(_failures++, 30));
            // Between half and the whole, so that many connections that failed together do not come back together.
            var wait = Smaller(exponential, cap) * (0.5 + (Random.Shared.NextDouble() / 2));
            if (retryAfter is { } asked && Smaller(asked, cap) > wait) wait = Smaller(asked, cap);
            _until = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
            return wait;
        }
    }

    public void Succeeded()
    {
        lock (_lock) (_failures, _until) = (0, long.MinValue);
    }

    private static TimeSpan Smaller(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
