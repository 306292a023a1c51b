using System.Globalization;

namespace Versori.Connectors.Invocation;

/// <summary>The errors of reading pages.</summary>
internal static class PagingErrors
{
    private const int TooManyRequests = 429;

    public static ConnectorException Create(
        ConnectorErrorCode code, string endpointId, string message, string? location = null) =>
        new(new ConnectorError
        {
            Code = code,
            Message = $"The pages of '{endpointId}' cannot be read. {message}",
            Location = location ?? endpointId,
        });

    public static ConnectorException Invalid(string endpointId, string message, string? location = null) =>
        Create(ConnectorErrorCode.InvalidResponse, endpointId, message, location);

    public static ConnectorException NotPaged(string endpointId) => Create(
        ConnectorErrorCode.NotSupported,
        endpointId,
        $"Its definition does not state how. Set {nameof(ConnectorEndpoint)}.{nameof(ConnectorEndpoint.Paging)}, or "
            + $"{nameof(ListOptions)}.{nameof(ListOptions.Paging)} for one call.");

    public static ConnectorException Argument(string endpointId, string message, string name) =>
        Create(ConnectorErrorCode.InvalidArgument, endpointId, message, name);

    public static ConnectorException Repeated(string endpointId, PagingPlace found) => Invalid(
        endpointId,
        "A position occurred before, so that the list would never end. The external system ignores the position that "
            + $"it is sent, or '{found}' is not where it states the next one.",
        found.ToString());

    /// <summary>A response with a status that indicates failure.</summary>
    public static ConnectorException Failed(string endpointId, InvocationResult result, DateTimeOffset now)
    {
        var isTransient = result.StatusCode is TooManyRequests or 408 or >= 500;
        return new(new ConnectorError
        {
            Code = isTransient ? ConnectorErrorCode.Unavailable : ConnectorErrorCode.InvalidResponse,
            Message = $"A page of '{endpointId}' was not returned: the response has status {result.StatusCode}.",
            Location = endpointId,
            IsTransient = isTransient,
            RetryAfter = isTransient ? RetryAfter(result, now) : null,
        });
    }

    // RFC 9110 §10.2.3: seconds or a date.
    private static TimeSpan? RetryAfter(InvocationResult result, DateTimeOffset now)
    {
        if (!result.Headers.TryGetValue("Retry-After", out var values) || values is not [var text, ..]) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        var isDate = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date);
        return isDate && date > now ? date - now : null;
    }
}
