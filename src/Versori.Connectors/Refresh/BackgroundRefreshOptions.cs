namespace Versori.Connectors;

/// <summary>Settings of the background refresh of tokens.</summary>
public sealed class BackgroundRefreshOptions
{
    /// <summary>
    /// How often the connections are checked. Each check refreshes the tokens that would be due before the next one.
    /// Default: 5 minutes, up to a tenth earlier or later. Range: 1 second to 1 day.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many connections are refreshed at the same time. Default: 8. Range: 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 8;
}
