namespace Versori.Connectors;

/// <summary>
/// What is left of the external system's limit, as its response states it: in <c>RateLimit</c>
/// (draft-ietf-httpapi-ratelimit-headers) or in headers such as <c>X-RateLimit-Remaining</c>.
/// </summary>
public sealed record RemainingLimit
{
    /// <summary>The calls of a period; <see langword="null"/> if the response does not state it.</summary>
    public long? Limit { get; init; }

    /// <summary>The calls that are left; <see langword="null"/> if the response does not state it.</summary>
    public long? Remaining { get; init; }

    /// <summary>
    /// The time until calls are available again; <see langword="null"/> if the response does not state it.
    /// </summary>
    public TimeSpan? ResetsAfter { get; init; }
}
