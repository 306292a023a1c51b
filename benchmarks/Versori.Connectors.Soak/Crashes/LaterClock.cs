namespace Versori.Connectors.Soak.Crashes;

/// <summary>A clock that is two days ahead and completes waits immediately, for operations on old data.</summary>
internal sealed class LaterClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(2);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
