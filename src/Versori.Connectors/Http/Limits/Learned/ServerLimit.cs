namespace Versori.Connectors.Http;

/// <summary>What the headers of a response state about a limit.</summary>
/// <param name="Limit">The number of calls in a period, if it is stated.</param>
/// <param name="Remaining">The number of calls that are left, if it is stated.</param>
/// <param name="Reset">The time until calls are available again, if it is stated; never negative.</param>
internal readonly record struct ServerLimit(long? Limit, long? Remaining, TimeSpan? Reset);
