namespace Versori.Connectors.Http;

/// <summary>
/// Sends a request that is marked with <see cref="SingleSend"/> once, whatever the resilience handlers of the host do.
/// It is the innermost handler of the host's; the loggers inside it see the real responses.
/// </summary>
internal sealed class SingleSendGuard : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (SingleSend.Of(request) is not { } single)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!single.TryBegin())
        {
            await single.WaitAsync(cancellationToken).ConfigureAwait(false);
            return SingleSend.CreateStandIn(request);
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return Complete(single, request, response);
        }
        catch (Exception exception)
        {
            if (Fail(single, exception, cancellationToken)) return SingleSend.CreateStandIn(request);
            throw;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (SingleSend.Of(request) is not { } single) return base.Send(request, cancellationToken);
        if (!single.TryBegin())
        {
            Blocking.Wait(() => single.WaitAsync(cancellationToken));
            return SingleSend.CreateStandIn(request);
        }

        try
        {
            return Complete(single, request, base.Send(request, cancellationToken));
        }
        catch (Exception exception)
        {
            if (Fail(single, exception, cancellationToken)) return SingleSend.CreateStandIn(request);
            throw;
        }
    }

    private static HttpResponseMessage Complete(
        SingleSend single, HttpRequestMessage request, HttpResponseMessage response)
    {
        single.Complete(response);
        return response.IsSuccessStatusCode ? response : SingleSend.CreateStandIn(request);
    }

    // A cancellation has to reach the handler that cancelled. Whether the server received the request is not known.
    private static bool Fail(SingleSend single, Exception exception, CancellationToken cancellationToken)
    {
        var isCanceled = exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
        single.Fail(isCanceled
            ? new HttpRequestException(HttpRequestError.Unknown, "A handler of the host ended the request.", exception)
            : exception);
        return !isCanceled;
    }
}
