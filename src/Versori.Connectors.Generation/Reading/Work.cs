namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Counts the units of work on one input: a node, an operation, a word. It looks at the cancellation token at least
/// every <see cref="Interval"/> units.
/// </summary>
internal sealed class Work(CancellationToken cancellationToken)
{
    /// <summary>The number of units between two looks at the token.</summary>
    public const int Interval = 256;

    private int _untilCheck;

    /// <summary>Called with each unit. Tests cancel in it.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>The number of units so far.</summary>
    public long Units { get; private set; }

    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public void Step()
    {
        Units++;
        Progress?.Invoke(Units);
        if (--_untilCheck > 0) return;
        _untilCheck = Interval;
        cancellationToken.ThrowIfCancellationRequested();
    }
}
