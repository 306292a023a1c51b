namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>The system's clock, which a test can put forward and stop. Timers are not affected.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _ticks;
    private long _stopped;

    public override DateTimeOffset GetUtcNow()
    {
        var stopped = Interlocked.Read(ref _stopped);
        return (stopped == 0 ? base.GetUtcNow() : new(stopped, TimeSpan.Zero)).AddTicks(Interlocked.Read(ref _ticks));
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    /// <summary>From now on only <see cref="Advance"/> lets time pass, however busy the machine is.</summary>
    public void Stop() => Interlocked.Exchange(ref _stopped, base.GetUtcNow().Ticks);
}
