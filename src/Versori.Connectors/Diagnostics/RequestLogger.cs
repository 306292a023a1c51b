using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Http;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// Logs requests that carry credentials: method, address without query, status and duration. It replaces the default
/// logger, which passes every header to structured logs unchanged and redacts headers only in the message text.
/// </summary>
internal sealed class RequestLogger(ILogger<RequestLogger> logger) : IHttpClientLogger
{
    /// <summary>Whether anything is logged.</summary>
    public bool IsEnabled => logger.IsEnabled(LogLevel.Debug);

    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(
        object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        logger.RequestCompleted(
            request.Method.Method, Address(request), (int)response.StatusCode, elapsed.TotalMilliseconds);
    }

    public void LogRequestFailed(
        object? context,
        HttpRequestMessage request,
        HttpResponseMessage? response,
        Exception exception,
        TimeSpan elapsed)
    {
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        logger.RequestFailed(
            request.Method.Method, Address(request), exception.GetType().Name, elapsed.TotalMilliseconds);
    }

    private static string Address(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } uri ? Origins.Of(uri) + PathSegments.RedactedPath(request) : "";
}
