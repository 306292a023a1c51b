using Versori.Connectors.Refresh;

namespace Versori.Connectors.Http;

/// <summary>
/// The pause after the system refused calls because of a limit. After it, one call is sent; each call that succeeds
/// lets one more pass at the same time, so that waiting calls do not cause the next refusals. Not synchronized. Times
/// are ticks.
/// </summary>
/// <param name="backoff">The waits after refusals that state none.</param>
internal sealed class LimitPause(Backoff backoff)
{
    /// <summary>The first wait after a refusal that states none.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    // With so many calls at the same time it is over.
    private const int Enough = 256;

    private int _allowed = int.MaxValue;
    private long _since = long.MinValue;

    /// <summary>Until when nothing is sent.</summary>
    public long Until { get; private set; } = long.MinValue;

    public bool Allows(int inFlight, long now) => now >= Until && inFlight < _allowed;

    /// <summary>Takes the meaning of a response.</summary>
    /// <param name="signal">The meaning.</param>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="now">The current time.</param>
    /// <param name="maximum">The longest pause.</param>
    public void Learn(LimitSignal signal, long sentAt, long now, TimeSpan maximum)
    {
        var isNew = sentAt >= _since;
        if (!signal.IsLimited)
        {
            if (isNew && _allowed != int.MaxValue) Succeeded();
            return;
        }

        // The others of a burst were sent before the pause, and say nothing new unless they state a wait.
        if (isNew)
        {
            Until = Math.Max(Until, now + backoff.Failed(signal.Wait).Ticks);
            _allowed = 1;
            _since = Until;
        }

        if (signal.Wait is { } wait)
        {
            Until = Math.Max(isNew ? now : Until, now + Math.Min(wait.Ticks, maximum.Ticks));
            _since = Until;
        }
    }

    private void Succeeded()
    {
        backoff.Succeeded();
        _allowed = _allowed >= Enough ? int.MaxValue : _allowed + 1;
    }
}
