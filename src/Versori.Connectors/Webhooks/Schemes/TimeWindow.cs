using System.Globalization;

namespace Versori.Connectors.Webhooks;

/// <summary>Parses timestamps, and checks that they are within the tolerance.</summary>
internal static class TimeWindow
{
    public static DateTimeOffset? Read(string text, WebhookTimestampFormat format)
    {
        if (format == WebhookTimestampFormat.Iso8601)
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var factor = format == WebhookTimestampFormat.UnixMilliseconds ? 1 : 1000;
        return number <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / factor
            ? DateTimeOffset.FromUnixTimeMilliseconds(number * factor)
            : null;
    }

    /// <summary>Returns the problem with a time, or <see langword="null"/> if it is within the tolerance.</summary>
    public static SchemeCheck? Check(DateTimeOffset sentAt, TimeSpan tolerance, DateTimeOffset now)
    {
        if (now - sentAt > tolerance)
            return new(WebhookOutcome.Expired, $"The request was sent more than {tolerance} ago.") { SentAt = sentAt };
        if (sentAt - now > tolerance)
        {
            var reason = $"The time of the request is more than {tolerance} in the future. Check the clocks.";
            return new(WebhookOutcome.NotYetValid, reason) { SentAt = sentAt };
        }

        return null;
    }
}
