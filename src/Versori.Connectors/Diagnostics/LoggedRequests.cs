using System.Diagnostics;

namespace Versori.Connectors.Diagnostics;

/// <summary>Hands requests to the logger where no client factory does.</summary>
internal sealed class LoggedRequests(RequestLogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var context = logger.LogRequestStart(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            logger.LogRequestStop(context, request, response, Stopwatch.GetElapsedTime(begun));
            return response;
        }
        catch (Exception exception)
        {
            logger.LogRequestFailed(context, request, response: null, exception, Stopwatch.GetElapsedTime(begun));
            throw;
        }
    }
}
