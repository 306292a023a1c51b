using System.Net;

namespace Versori.Connectors.Http;

/// <summary>What a response means for the limits of its connection.</summary>
/// <param name="IsLimited">Whether the system refused the call because of a limit.</param>
/// <param name="Wait">The wait that it demands, if any.</param>
/// <param name="Stated">What it states about its limit, if anything.</param>
internal readonly record struct LimitSignal(bool IsLimited, TimeSpan? Wait, ServerLimit? Stated)
{
    /// <summary>Whether it means anything.</summary>
    public bool IsPresent => IsLimited || Stated is not null;

    /// <summary>Reads a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ignoresHeaders">Whether what it states about what is left is ignored.</param>
    /// <param name="isStated">Whether a rule of the connector states that it is a refusal because of a limit.</param>
    public static LimitSignal Of(
        HttpResponseMessage response, TimeProvider time, bool ignoresHeaders, bool isStated = false)
    {
        var now = time.GetUtcNow();
        var stated = ignoresHeaders ? null : LimitHeaders.Read(response.Headers, now);
        var isLimited = isStated || response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true,
            // Some systems state with these that nothing is left.
            HttpStatusCode.Forbidden => stated is { Remaining: 0 },
            HttpStatusCode.ServiceUnavailable => response.Headers.NonValidated.Contains("Retry-After"),
            _ => false,
        };
        if (!isLimited) return new(false, null, stated);
        return new(true, LimitTimes.RetryAfter(response.Headers, now) ?? stated?.Reset, stated);
    }
}
