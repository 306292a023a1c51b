using System.Globalization;
using System.Net.Http.Headers;

namespace Versori.Connectors.Http;

/// <summary>Reads the times in headers of limited responses.</summary>
internal static class LimitTimes
{
    // A number below is a wait in seconds, between them a Unix time in seconds, above a Unix time in milliseconds.
    private const double FirstUnixSeconds = 1e9;
    private const double FirstUnixMilliseconds = 1e12;

    // A longer wait is as good as none: it is limited by the settings.
    private const double MaximumSeconds = 1e10;

    /// <summary>
    /// Reads a wait in seconds, a Unix time in seconds or milliseconds, which the magnitude distinguishes, or a date.
    /// </summary>
    public static TimeSpan? Read(string text, DateTimeOffset now)
    {
        var value = text.AsSpan().Trim();
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return ReadDate(value, now);
        if (!double.IsFinite(number) || number < 0) return null;
        var milliseconds = now.ToUnixTimeMilliseconds();
        return number switch
        {
            < FirstUnixSeconds => FromSeconds(number),
            < FirstUnixMilliseconds => FromSeconds(number - (milliseconds / 1000d)),
            _ => FromSeconds((number - milliseconds) / 1000d),
        };
    }

    /// <summary>Reads <c>Retry-After</c>: seconds or a date (RFC 9110 §10.2.3), or what else servers send.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.NonValidated.TryGetValues("Retry-After", out var values)
            ? Read(values.ToString(), now)
            : null;

    private static TimeSpan? ReadDate(ReadOnlySpan<char> text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out var date)
            ? FromSeconds((date - now).TotalSeconds)
            : null;

    private static TimeSpan FromSeconds(double seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaximumSeconds));
}
