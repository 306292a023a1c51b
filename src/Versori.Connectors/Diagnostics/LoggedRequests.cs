using System.Diagnostics;

namespace Versori.Connectors.Diagnostics;

/// <summary>
/// Passes requests to the logger, innermost in a pipeline. While nothing is logged, it costs nothing.
/// </summary>
internal sealed class LoggedRequests(RequestLogger logger) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        logger.IsEnabled ? LogAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> LogAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var context = logger.LogRequestStart(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            logger.LogRequestStop(context, request, response, Stopwatch.GetElapsedTime(startedAt));
            return response;
        }
        catch (Exception exception)
        {
            logger.LogRequestFailed(context, request, response: null, exception, Stopwatch.GetElapsedTime(startedAt));
            throw;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var context = logger.LogRequestStart(request);
        try
        {
            var response = base.Send(request, cancellationToken);
            logger.LogRequestStop(context, request, response, Stopwatch.GetElapsedTime(startedAt));
            return response;
        }
        catch (Exception exception)
        {
            logger.LogRequestFailed(context, request, response: null, exception, Stopwatch.GetElapsedTime(startedAt));
            throw;
        }
    }
}
