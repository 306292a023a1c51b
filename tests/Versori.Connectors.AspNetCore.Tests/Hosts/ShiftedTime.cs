namespace Versori.Connectors.AspNetCore.Tests.Hosts;

/// <summary>The system's clock, which a test can put forward. Timers are not affected.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
