namespace Versori.Connectors;

/// <summary>The result of a claim.</summary>
public sealed record LimitGrant
{
    /// <summary>
    /// The units that the process may use until its next claim. It may hold more of an earlier claim; it does not use
    /// those again.
    /// </summary>
    public required int Units { get; init; }

    /// <summary>The number of processes that hold or want units, with the one that claimed.</summary>
    public int Holders { get; init; } = 1;

    /// <summary>
    /// Whether the process holds about the share that it is due. If not, it holds more than that or gets more soon, and
    /// claims again earlier.
    /// </summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>
    /// After which time units become free that a process gave back; <see langword="null"/>, the default, if there are
    /// none.
    /// </summary>
    public TimeSpan? MoreAfter { get; init; }
}
