namespace Versori.Connectors.Soak.Outages;

/// <summary>The result of a run with a database outage.</summary>
internal sealed record OutageResult(string Engine, string Kind, TimeSpan Outage)
{
    /// <summary>Calls on warm connections during the outage.</summary>
    public required int WarmCalls { get; init; }

    /// <summary>Failed calls on warm connections.</summary>
    public required IReadOnlyList<string> WarmFailures { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestWarm { get; init; }

    /// <summary>Calls on cold connections during the outage, by outcome.</summary>
    public required IReadOnlyDictionary<string, int> Cold { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestCold { get; init; }

    /// <summary>Calls whose token was rejected during the outage, by outcome.</summary>
    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestRejected { get; init; }

    /// <summary>The time from the end of the outage until a call on every connection succeeded.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>Connections that had to be connected again.</summary>
    public required int Ended { get; init; }

    public bool Holds => WarmCalls > 0 && WarmFailures.Count == 0 && Ended == 0
        && Cold.Keys.All(IsTyped) && Cold.Values.Sum() > 0 && Rejected.Keys.All(IsTyped) && Rejected.Values.Sum() > 0;

    // A call that succeeded began before the outage or ended after it.
    private static bool IsTyped(string end) =>
        end is "ConnectorStoreException Unavailable" or "ConnectorException Unavailable" or "OK";
}
