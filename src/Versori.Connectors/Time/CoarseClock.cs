namespace Versori.Connectors.Refresh;

/// <summary>
/// The clock, in milliseconds, that the hot path compares deadlines with. With the system's clock it reads the system's
/// tick count: that costs a fifth of a precise timestamp and is accurate to a few milliseconds, while the margins are
/// seconds. With any other <see cref="TimeProvider"/> it uses that provider's timestamps.
/// </summary>
internal sealed class CoarseClock(TimeProvider time)
{
    private readonly TimeProvider? _other = ReferenceEquals(time, TimeProvider.System) ? null : time;

    public long Now => _other is null ? Environment.TickCount64 : Milliseconds(_other);

    /// <summary>The reading after a time span.</summary>
    public long After(TimeSpan span) => Now + (long)span.TotalMilliseconds;

    /// <summary>The reading at a point in time, computed from the current time.</summary>
    public long At(DateTimeOffset moment) => After(moment - time.GetUtcNow());

    /// <summary>The point in time of a reading.</summary>
    public DateTimeOffset TimeOf(long reading) => time.GetUtcNow() - TimeSpan.FromMilliseconds(Now - reading);

    private static long Milliseconds(TimeProvider time) =>
        (long)((Int128)time.GetTimestamp() * 1000 / time.TimestampFrequency);
}
