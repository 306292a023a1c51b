using System.Globalization;

namespace Versori.Connectors.Webhooks;

/// <summary>Reads timestamps, and says whether they are near enough to the clock.</summary>
internal static class TimeWindow
{
    public static DateTimeOffset? Read(string text, WebhookTimeFormat format)
    {
        if (format == WebhookTimeFormat.Iso8601)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var milliseconds = format == WebhookTimeFormat.UnixMilliseconds ? number : number > long.MaxValue / 1000 ? long.MaxValue : number * 1000;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>What is wrong with a time; <see langword="null"/> when it is near enough.</summary>
    public static SchemeCheck? Check(DateTimeOffset sentAt, TimeSpan tolerance, DateTimeOffset now)
    {
        if (now - sentAt > tolerance) return new(WebhookOutcome.Expired, $"It was sent more than {tolerance} ago.") { SentAt = sentAt };
        if (sentAt - now > tolerance) return new(WebhookOutcome.NotYetValid, $"Its time is more than {tolerance} ahead; check the clocks.") { SentAt = sentAt };
        return null;
    }
}
