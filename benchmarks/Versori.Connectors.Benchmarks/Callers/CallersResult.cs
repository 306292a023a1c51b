namespace Versori.Connectors.Benchmarks.Callers;

/// <summary>The cost of many concurrent callers.</summary>
/// <param name="Name">The contender that they called.</param>
/// <param name="WallTime">The time from the start to the last response; the median of the rounds.</param>
/// <param name="TokenRequests">The number of token requests in one round; the maximum of all rounds.</param>
/// <param name="ExcessWait">
/// The longest wait of a caller beyond the token request itself; the maximum of all rounds.
/// </param>
/// <param name="Failures">The number of callers without a response, in all rounds.</param>
internal sealed record CallersResult(
    string Name, TimeSpan WallTime, int TokenRequests, TimeSpan ExcessWait, int Failures);
