using System.Globalization;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>
/// Recognises responses whose cause is neither the credential nor the protocol: a URL that is not an endpoint, and a
/// clock that is wrong.
/// </summary>
internal static class ResponseProblem
{
    /// <summary>Clocks that differ by less do no harm: servers allow for it.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns why a response without an error code is not one of a token endpoint; <see langword="null"/> when it may
    /// be one.
    /// </summary>
    public static string? WrongUrl(OAuth2Response response, Uri url)
    {
        var status = (int)response.Status;
        if (status is >= 300 and < 400)
        {
            var target = response.Headers.Location is { } location && Uri.TryCreate(url, location, out var absolute)
                ? $" to {Origins.Of(absolute)}"
                : "";
            return $"{Origins.Of(url)} redirects{target} (status {status}). Token requests are not redirected: set the "
                + "URL of the endpoint itself.";
        }

        if (status is 404 or 405 or 410)
        {
            return $"{Origins.Of(url)} has no such endpoint (status {status}). Check the URL.";
        }

        return IsHtml(response)
            ? $"{Origins.Of(url)} returned an HTML page (status {status}). Check that the URL is that of the endpoint "
                + "and not of a page for people."
            : null;
    }

    /// <summary>
    /// Returns a sentence with a leading space if this machine's clock and the server's differ, otherwise an empty
    /// text.
    /// </summary>
    public static string WrongClock(OAuth2Response response)
    {
        // RFC 9111 §5.1: a response from a cache is older than it is received.
        if (response.Headers.Age is not null || response.Headers.Date is not { } date) return "";
        var offset = date > response.At ? date - response.At
            : date < response.SentAt ? date - response.SentAt
            : TimeSpan.Zero;
        if (offset.Duration() <= Tolerance) return "";
        var (amount, direction) = (Amount(offset.Duration()), offset < TimeSpan.Zero ? "ahead of" : "behind");
        return $" This machine's clock is {amount} {direction} the server's, which states "
            + date.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            + " UTC: correct it first.";
    }

    public static bool IsHtml(OAuth2Response response)
    {
        if (response.MediaType is "text/html" or "application/xhtml+xml") return true;
        var text = response.Body.Bytes.Span.TrimStart(" \t\r\n"u8);
        return Begins(text, "<!doctype html"u8) || Begins(text, "<html"u8);
    }

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning) =>
        text.Length >= beginning.Length
        && System.Text.Ascii.EqualsIgnoreCase(text[..beginning.Length], beginning);

    private static string Amount(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 2 } => $"{(long)duration.TotalDays} days",
        { TotalHours: >= 2 } => $"{(long)duration.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(long)duration.TotalMinutes} minutes",
        _ => $"{(long)duration.TotalSeconds} seconds",
    };
}
