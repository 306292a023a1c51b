namespace Versori.Connectors.Http;

/// <summary>
/// Limits how many requests a connection sends again, so that a system that fails does not receive several times its
/// usual load. A retry takes one of the budget, and gives it back if it succeeds; otherwise it grows with time.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double Maximum = 100;
    private const double PerSecond = 5;

    private readonly Lock _lock = new();
    private double _left = Maximum;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one retry, if there is one left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(Maximum, _left + (PerSecond * time.GetElapsedTime(_at, now).TotalSeconds));
            _at = now;
            if (_left < 1) return false;
            _left--;
            return true;
        }
    }

    /// <summary>A retry has succeeded.</summary>
    public void GiveBack()
    {
        lock (_lock) _left = Math.Min(Maximum, _left + 1);
    }
}
