namespace Versori.Connectors.Soak.Limits;

/// <summary>The result of processes that share the limit of a connection.</summary>
internal sealed record LimitResult(string Engine, int Processes, int Limit)
{
    /// <summary>Calls that the system accepted.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that the system refused with status 429.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls that failed in a process, by failure; without refused ones.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Claims at the store.</summary>
    public required int Claims { get; init; }

    /// <summary>From the first accepted call to the last.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>
    /// The part of the limit that was used: 1 if in each period as many calls were sent as the limit allows.
    /// </summary>
    public double Used => Calls / (Limit * (Took.TotalSeconds + 1));

    /// <summary>At most two refusals in 5,000 calls, at most one claim in ten calls.</summary>
    public bool Holds => Lost.Count == 0
        && Refused * 5000 <= 2 * Math.Max(Calls, 5000)
        && Claims * 10 <= Calls
        && Used >= 0.95;
}
