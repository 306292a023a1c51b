using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2.Answers;

/// <summary>Reads when a token expires (RFC 6749 §5.1, and what providers make of it).</summary>
internal static class ExpiryReader
{
    /// <summary>As seconds this is the year 5138; as milliseconds, 1973.</summary>
    public const double LeastMilliseconds = 1e11;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <returns>Whether the field was understood, or is not there.</returns>
    public static bool TryRead(JsonElement? field, OAuth2ExpiryUnit unit, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        if (field is not { } element) return true;
        if (unit == OAuth2ExpiryUnit.Date) return TryReadDate(element, now, out expiresAt);
        if (TryReadNumber(element, out var number)) return TryCount(number, unit, now, out expiresAt);
        return unit == OAuth2ExpiryUnit.Time && TryReadDate(element, now, out expiresAt);
    }

    // Several large providers send the number as text.
    private static bool TryReadNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        } && double.IsFinite(number);
    }

    private static bool TryCount(double number, OAuth2ExpiryUnit unit, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        // Zero or less says "no expiry" where it is seen at all; taken at its word it would renew on every call.
        if (number <= 0) return true;
        var seconds = unit switch
        {
            OAuth2ExpiryUnit.Milliseconds => number / 1000,
            OAuth2ExpiryUnit.Minutes => number * 60,
            OAuth2ExpiryUnit.UnixSeconds => number - now.ToUnixTimeSeconds(),
            OAuth2ExpiryUnit.UnixMilliseconds => (number - now.ToUnixTimeMilliseconds()) / 1000,
            OAuth2ExpiryUnit.Time => (number < LeastMilliseconds ? number : number / 1000) - now.ToUnixTimeSeconds(),
            _ => number,
        };
        return TryAdd(seconds, now, out expiresAt);
    }

    private static bool TryReadDate(JsonElement element, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        return element.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(element.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && TryAdd((date - now).TotalSeconds, now, out expiresAt);
    }

    // A time that has passed already comes of clocks that differ, or of the wrong unit: no token to work with.
    private static bool TryAdd(double seconds, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = now + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        return seconds > 0;
    }
}
