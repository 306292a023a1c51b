using System.Globalization;
using Versori.Connectors.Authentication.OAuth2.Answers;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Works out until when a session is good.</summary>
internal static class SessionLifetimes
{
    private static readonly double Longest = TimeSpan.FromDays(3650).TotalSeconds;

    public static bool TryRead(
        SessionLifetime? lifetime, Dictionary<string, string> picked, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = now + lifetime?.Fixed;
        if (lifetime?.Picked is not { } name || !picked.TryGetValue(name, out var text)) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || lifetime.Unit == SessionLifetimeUnit.Iso8601)
        {
            if (lifetime.Unit is not (SessionLifetimeUnit.Iso8601 or SessionLifetimeUnit.Time)) return false;
            const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var until)) return false;
            return Accept((until - now).TotalSeconds, now, ref expiresAt);
        }

        if (!double.IsFinite(number)) return false;
        return Accept(
            lifetime.Unit switch
            {
                SessionLifetimeUnit.Milliseconds => number / 1000,
                SessionLifetimeUnit.Minutes => number * 60,
                SessionLifetimeUnit.UnixTime => number - now.ToUnixTimeSeconds(),
                SessionLifetimeUnit.Time => (number < ExpiryReader.LeastMilliseconds ? number : number / 1000) - now.ToUnixTimeSeconds(),
                SessionLifetimeUnit.UnixTimeMilliseconds => (number - now.ToUnixTimeMilliseconds()) / 1000,
                _ => number,
            },
            now,
            ref expiresAt);
    }

    // A session that is over before it begins says that clocks or units differ; taken at its word it would be replaced
    // on every call. It is used until it is rejected, or for the fixed time where there is one.
    private static bool Accept(double seconds, DateTimeOffset now, ref DateTimeOffset? expiresAt)
    {
        if (seconds > 0) expiresAt = now + TimeSpan.FromSeconds(Math.Min(seconds, Longest));
        return true;
    }
}
