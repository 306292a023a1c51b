using System.Globalization;
using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Reads an expiry in any of the units that providers use (RFC 6749 §5.1 defines seconds).</summary>
internal static class ExpiryReader
{
    /// <summary>
    /// The smallest number taken as milliseconds: as seconds it is the year 5138, as milliseconds 1973.
    /// </summary>
    public const double LeastMilliseconds = 1e11;

    private static readonly TimeSpan MaximumLifetime = TimeSpan.FromDays(3650);

    /// <returns>Whether the field is valid or missing.</returns>
    public static bool TryRead(
        JsonElement? field, OAuth2ExpiryUnit unit, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        if (field is not { } element) return true;
        if (unit == OAuth2ExpiryUnit.Date) return TryReadDate(element, now, out expiresAt);
        if (TryReadNumber(element, out var number)) return TryConvert(number, unit, now, out expiresAt);
        return unit == OAuth2ExpiryUnit.Time && TryReadDate(element, now, out expiresAt);
    }

    // Several large providers send the number as a string.
    private static bool TryReadNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(
                element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        } && double.IsFinite(number);
    }

    private static bool TryConvert(
        double number, OAuth2ExpiryUnit unit, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        // Providers use zero or less for "no expiry". Read as an expiry, it would cause a refresh with every call.
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
        if (element.ValueKind != JsonValueKind.String) return false;
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParse(element.GetString(), culture, DateTimeStyles.AssumeUniversal, out var date)
            && TryAdd((date - now).TotalSeconds, now, out expiresAt);
    }

    // A time in the past means that the clocks differ or that the unit is wrong. Such a token is unusable.
    private static bool TryAdd(double seconds, DateTimeOffset now, out DateTimeOffset? expiresAt)
    {
        expiresAt = now + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaximumLifetime.TotalSeconds));
        return seconds > 0;
    }
}
