namespace Versori.Connectors.Benchmarks.Callers;

/// <summary>What many callers at once cost.</summary>
/// <param name="Name">Whom they called.</param>
/// <param name="WallTime">From the start to the last answer; the median of the rounds.</param>
/// <param name="TokenRequests">Token requests in one round; the most of all rounds.</param>
/// <param name="ExcessWait">How much longer than the token request itself any caller waited; the longest of all rounds.</param>
/// <param name="Failures">Callers without an answer, in all rounds.</param>
internal sealed record CallersResult(string Name, TimeSpan WallTime, int TokenRequests, TimeSpan ExcessWait, int Failures);
