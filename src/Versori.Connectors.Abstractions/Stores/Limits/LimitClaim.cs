namespace Versori.Connectors;

/// <summary>What one process holds and wants of one limit of a connection.</summary>
public sealed record LimitClaim
{
    /// <summary>The key of the limit: the connection's id and the limit. At most 200 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The process.</summary>
    public required Guid Holder { get; init; }

    /// <summary>The number of units of the limit, for all processes.</summary>
    public required int Total { get; init; }

    /// <summary>The units that the process cannot give back yet: in use, or used within the period.</summary>
    public required int Held { get; init; }

    /// <summary>The units that the process needs, with those that it holds. 0: it needs none any more.</summary>
    public required int Wanted { get; init; }

    /// <summary>The fewest units with which the process can send its next call. Default: 1.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>How long the process uses the units without another claim.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>
    /// How long a unit counts after it was used. <see cref="TimeSpan.Zero"/>: until the call has ended.
    /// </summary>
    public required TimeSpan Period { get; init; }
}
