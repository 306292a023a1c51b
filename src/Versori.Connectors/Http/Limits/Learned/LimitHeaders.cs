using System.Globalization;
using System.Net.Http.Headers;

namespace Versori.Connectors.Http;

/// <summary>
/// Reads what a response states about limits: <c>RateLimit</c> in each form of
/// draft-ietf-httpapi-ratelimit-headers, and the headers with one number each that came before it
/// (<c>X-RateLimit-Remaining</c> and their variants).
/// </summary>
internal static class LimitHeaders
{
    private static readonly Names[] Spellings =
        [new("X-RateLimit-"), new("RateLimit-"), new("X-Rate-Limit-"), new("Rate-Limit-")];

    /// <summary>
    /// Returns what is left of the scarcest limit; <see langword="null"/> if the response states nothing.
    /// </summary>
    public static ServerLimit? Read(HttpResponseHeaders headers, DateTimeOffset now) =>
        ReadStructured(headers, now) ?? ReadSeparate(headers, now);

    /// <summary>
    /// Whether a response may state a limit: one of its headers begins like those that <see cref="Read"/> reads. Takes
    /// less time than looking for each of their names.
    /// </summary>
    public static bool MayBeIn(HttpResponseHeaders headers)
    {
        foreach (var (name, _) in headers.NonValidated)
        {
            var begin = name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
            if (name.AsSpan(begin).StartsWith("Rate", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static ServerLimit? ReadSeparate(HttpResponseHeaders headers, DateTimeOffset now)
    {
        foreach (var names in Spellings)
        {
            var remaining = FirstNumber(Value(headers, names.Remaining));
            var reset = Value(headers, names.ResetAfter) ?? Value(headers, names.Reset);
            if (remaining is null && reset is null) continue;
            return new(
                FirstNumber(Value(headers, names.Limit)),
                remaining,
                reset is null ? null : LimitTimes.Read(FirstItem(reset), now));
        }

        return null;
    }

    // "default";r=50;t=30 (since draft 08), limit=100, remaining=50, reset=30 (draft 07). A list has several limits.
    private static ServerLimit? ReadStructured(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Value(headers, "RateLimit") is not { } text) return null;
        var quota = FirstParameter(Value(headers, "RateLimit-Policy"), "q");
        ServerLimit? scarcest = null;
        ServerLimit current = default;
        foreach (var part in text.Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals))
            {
                // A name begins the next limit.
                scarcest = Scarcer(scarcest, current);
                current = default;
                continue;
            }

            var (name, value) = (part[..equals], part[(equals + 1)..]);
            current = name switch
            {
                "r" or "remaining" => current with { Remaining = FirstNumber(value) },
                "t" or "reset" => current with { Reset = LimitTimes.Read(value, now) },
                "limit" => current with { Limit = FirstNumber(value) },
                _ => current,
            };
        }

        return Scarcer(scarcest, current) is { } found ? found with { Limit = found.Limit ?? quota } : null;
    }

    private static ServerLimit? Scarcer(ServerLimit? one, ServerLimit other) =>
        other.Remaining is null || (one is { } first && first.Remaining <= other.Remaining) ? one : other;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static long? FirstParameter(string? text, string name)
    {
        foreach (var part in text?.Split([',', ';'], StringSplitOptions.TrimEntries) ?? [])
        {
            if (part.StartsWith(name + "=", StringComparison.Ordinal)) return FirstNumber(part[(name.Length + 1)..]);
        }

        return null;
    }

    // Several limits, or a limit with its policy: 100, 100;w=60.
    private static string FirstItem(string text)
    {
        // A date contains a comma.
        var end = text.Length > 0 && char.IsAsciiLetter(text[0]) ? -1 : text.AsSpan().IndexOfAny(',', ';');
        return end < 0 ? text : text[..end];
    }

    private static long? FirstNumber(string? text)
    {
        if (text is null) return null;
        var isNumber = double.TryParse(
            FirstItem(text).AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return isNumber && double.IsFinite(number) ? (long)Math.Clamp(number, 0, long.MaxValue / 2d) : null;
    }

    /// <summary>The names of the headers with one number each, in one spelling.</summary>
    private sealed class Names(string prefix)
    {
        public string Limit { get; } = prefix + "Limit";

        public string Remaining { get; } = prefix + "Remaining";

        public string Reset { get; } = prefix + "Reset";

        public string ResetAfter { get; } = prefix + "Reset-After";
    }
}
