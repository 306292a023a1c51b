namespace Versori.Connectors;

/// <summary>How tokens are renewed although nobody calls.</summary>
public sealed class BackgroundRenewalOptions
{
    /// <summary>
    /// How often the connections are looked through; whatever would be due before the next time is renewed. Default: 5
    /// minutes, a tenth sooner or later. Range: 1 second to 1 day.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many connections are renewed at the same time. Default: 8. Range: 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 8;
}
