using System.Diagnostics;

namespace Versori.Connectors.Diagnostics;

/// <summary>Passes requests to the logger in pipelines that no client factory creates.</summary>
internal sealed class LoggedRequests(RequestLogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
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
}
