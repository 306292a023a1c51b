namespace Versori.Connectors;

/// <summary>
/// A number of calls in a period. In any period of this length no more calls are sent, so that the limit holds whether
/// the system counts in fixed or sliding windows or with a token bucket of this size.
/// </summary>
public sealed record ConnectorRate
{
    /// <summary>
    /// The number of calls, or of the units that <see cref="ConnectorEndpoint.Weight"/> counts. Range: 1 to
    /// 1,000,000,000.
    /// </summary>
    public required int Calls { get; init; }

    /// <summary>
    /// The length of the period in seconds. Default: 1. Range: more than 0 to 2,678,400 (31 days). A bucket of 40 calls
    /// that refills with 2 calls a second is 40 calls in 20 seconds.
    /// </summary>
    public double PeriodSeconds { get; init; } = 1;
}
