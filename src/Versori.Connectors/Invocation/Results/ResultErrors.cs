using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Versori.Connectors.Http;

namespace Versori.Connectors.Invocation;

/// <summary>The errors of results.</summary>
internal static class ResultErrors
{
    // Numbers above it are times (LimitTimes).
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1_000_000_000);

    public static ConnectorError Of(InvocationResult result) => new()
    {
        Code = result.Outcome == ResponseOutcome.Reauthorize
            ? ConnectorErrorCode.NeedsReauthorization
            : ConnectorErrorCode.CallFailed,
        Message = Message(result),
        ServerMessage = result.Problem?.Message,
        IsTransient = result.Outcome is ResponseOutcome.Retry or ResponseOutcome.Limited,
        RetryAfter = RetryAfter(result),
        Related = result.MissingScopes,
    };

    /// <summary>Reads XML without entities, which could exhaust the memory or read files.</summary>
    public static XDocument ParseXml(InvocationResult result)
    {
        try
        {
            using var text = new StringReader(result.Text);
            using var reader = XmlReader.Create(text, new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
            });
            return XDocument.Load(reader);
        }
        catch (XmlException exception)
        {
            throw new ConnectorException(
                new ConnectorError
                {
                    Code = ConnectorErrorCode.InvalidResponse,
                    Line = exception.LineNumber,
                    Message = $"The response with status {result.StatusCode} is not the XML that was expected.",
                },
                exception);
        }
    }

    /// <summary>The error of a value that is not of the expected type.</summary>
    public static ConnectorException NotTheType(InvocationResult result, string pointer, Exception exception) => new(
        new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidResponse,
            Location = pointer,
            Message = $"The result in the response with status {result.StatusCode} is not of the expected type.",
        },
        exception);

    private static string Message(InvocationResult result)
    {
        var what = result.Outcome switch
        {
            ResponseOutcome.Limited => "refused the call because of a limit of calls. Repeat it later",
            ResponseOutcome.Retry => "failed temporarily. Repeat the call later",
            ResponseOutcome.Reauthorize => "no longer accepts the credential. Connect the account again",
            _ when result.MissingScopes.Count > 0 =>
                $"refused the call. The connection lacks the scopes: {string.Join(", ", result.MissingScopes)}. "
                + "Sign in again with them",
            _ when result.StatusCode is >= 300 and <= 399 => "redirected the call, which was not followed",
            _ => "refused or failed the call",
        };
        var words = result.Problem?.Message is { } message ? $" The system states: \"{message}\"." : "";
        return $"The external system {what} ({Call(result)}status {result.StatusCode}).{words}";
    }

    // The query is left out: it is long, and what it asks for does not identify the endpoint.
    private static string Call(InvocationResult result) =>
        Uri.TryCreate(result.Request.Url, UriKind.Absolute, out var url)
            ? $"{result.Request.Method} {url.AbsolutePath}, "
            : "";

    // RFC 9110 §10.2.3: seconds, or a date, which is compared with the time that the response states. Without the
    // header, the reset of a limit of which nothing is left is the wait.
    private static TimeSpan? RetryAfter(InvocationResult result)
    {
        if (HeaderOf(result, "Retry-After") is { } text && ReadWait(text, HeaderOf(result, "Date")) is { } wait)
            return wait;
        return result is { Outcome: ResponseOutcome.Limited, RemainingLimit: { Remaining: null or 0 } limit }
            ? limit.ResetsAfter
            : null;
    }

    private static TimeSpan? ReadWait(string text, string? date)
    {
        if (TryParseDate(date, out var sent)) return LimitTimes.Read(text, sent);

        // Without the time of the response, only a number of seconds is a wait.
        var wait = LimitTimes.Read(text, DateTimeOffset.MinValue);
        return wait < LongestWait ? wait : null;
    }

    private static string? HeaderOf(InvocationResult result, string name) =>
        result.Headers.TryGetValue(name, out var values) && values is [var text, ..] ? text : null;

    private static bool TryParseDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
}
