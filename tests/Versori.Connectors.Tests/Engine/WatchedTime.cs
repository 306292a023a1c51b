using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Versori.Connectors.Tests.Engine;

/// <summary>
/// A clock that a test moves, and that states who waits for it. A test that moves a clock until something happens moves
/// it by days while the machine is busy with something else.
/// </summary>
public sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits until the engine waits, and moves the clock to the end of that delay.</summary>
    public async Task PassDelayAsync(CancellationToken cancellationToken) =>
        Advance(await _delays.Reader.ReadAsync(cancellationToken));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // The timer of Task.Delay, not one that limits a request.
        if (state is Task) _delays.Writer.TryWrite(dueTime);
        return timer;
    }
}
