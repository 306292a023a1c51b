using System.Globalization;
using Versori.Connectors.Authentication.OAuth2.Responses;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Determines when a session expires.</summary>
internal static class SessionLifetimes
{
    private const DateTimeStyles DateStyles =
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    private static readonly double MaximumSeconds = TimeSpan.FromDays(3650).TotalSeconds;

    /// <returns>Whether the extracted lifetime, if there is one, has its unit.</returns>
    public static bool TryRead(
        SessionLifetime? lifetime,
        IReadOnlyDictionary<string, string> extracted,
        DateTimeOffset now,
        out DateTimeOffset? expiresAt)
    {
        expiresAt = now + lifetime?.Fixed;
        if (lifetime?.ExtractedValue is not { } name || !extracted.TryGetValue(name, out var text)) return true;
        if (!TryReadSeconds(text, lifetime.Unit, now, out var seconds)) return false;

        // An expiry in the past means that the clocks or the units differ. Read as an expiry, it would replace the
        // session with every call. The session is used until it is rejected, or for its fixed lifetime if there is one.
        if (seconds > 0) expiresAt = now + TimeSpan.FromSeconds(Math.Min(seconds, MaximumSeconds));
        return true;
    }

    private static bool TryReadSeconds(string text, SessionLifetimeUnit unit, DateTimeOffset now, out double seconds)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || unit == SessionLifetimeUnit.Iso8601)
        {
            seconds = 0;
            if (unit is not (SessionLifetimeUnit.Iso8601 or SessionLifetimeUnit.Time)) return false;
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateStyles, out var date)) return false;
            seconds = (date - now).TotalSeconds;
            return true;
        }

        seconds = unit switch
        {
            SessionLifetimeUnit.Milliseconds => number / 1000,
            SessionLifetimeUnit.Minutes => number * 60,
            SessionLifetimeUnit.UnixSeconds => number - now.ToUnixTimeSeconds(),
            SessionLifetimeUnit.Time =>
                (number < ExpiryReader.LeastMilliseconds ? number : number / 1000) - now.ToUnixTimeSeconds(),
            SessionLifetimeUnit.UnixMilliseconds => (number - now.ToUnixTimeMilliseconds()) / 1000,
            _ => number,
        };
        return double.IsFinite(number);
    }
}
