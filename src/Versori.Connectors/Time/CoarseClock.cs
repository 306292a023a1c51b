namespace Versori.Connectors.Refresh;

/// <summary>
/// The milliseconds that deadlines of the hot path are compared with. Under the system's clock they are the system's tick
/// count, which costs a fifth of a precise timestamp and is exact to some milliseconds; the margins are seconds. Under any
/// other <see cref="TimeProvider"/> they are that provider's.
/// </summary>
internal sealed class CoarseClock(TimeProvider time)
{
    private readonly TimeProvider? _other = ReferenceEquals(time, TimeProvider.System) ? null : time;

    public long Now => _other is null ? Environment.TickCount64 : Milliseconds(_other);

    /// <summary>The reading that there will be after a time.</summary>
    public long After(TimeSpan span) => Now + (long)span.TotalMilliseconds;

    /// <summary>The reading that there will be at a time of day, as the clock stands now.</summary>
    public long At(DateTimeOffset moment) => After(moment - time.GetUtcNow());

    /// <summary>The time of day at which there was a reading.</summary>
    public DateTimeOffset TimeOf(long reading) => time.GetUtcNow() - TimeSpan.FromMilliseconds(Now - reading);

    private static long Milliseconds(TimeProvider time) => (long)((Int128)time.GetTimestamp() * 1000 / time.TimestampFrequency);
}
