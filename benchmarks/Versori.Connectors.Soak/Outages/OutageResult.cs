namespace Versori.Connectors.Soak.Outages;

/// <summary>What a run with a database that goes away showed.</summary>
internal sealed record OutageResult(string Engine, string Kind, TimeSpan Outage)
{
    /// <summary>Calls with warm connections during the outage.</summary>
    public required int WarmCalls { get; init; }

    /// <summary>Those that failed.</summary>
    public required IReadOnlyList<string> WarmFailures { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestWarm { get; init; }

    /// <summary>Calls with cold connections during the outage, by how they ended.</summary>
    public required IReadOnlyDictionary<string, int> Cold { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestCold { get; init; }

    /// <summary>Calls whose token was rejected during the outage, by how they ended.</summary>
    public required IReadOnlyDictionary<string, int> Rejected { get; init; }

    /// <summary>The longest of them, in milliseconds.</summary>
    public required double LongestRejected { get; init; }

    /// <summary>From the end of the outage until every connection had been called with success.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>Connections that had to be connected again.</summary>
    public required int Ended { get; init; }

    public bool Holds => WarmCalls > 0 && WarmFailures.Count == 0 && Ended == 0
        && Cold.Keys.All(IsTyped) && Cold.Values.Sum() > 0 && Rejected.Keys.All(IsTyped) && Rejected.Values.Sum() > 0;

    // What ended well had begun before the outage, or ended after it.
    private static bool IsTyped(string end) => end is "ConnectorStoreException Unavailable" or "ConnectorException Unavailable" or "OK";
}
