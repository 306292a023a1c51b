namespace Versori.Connectors.Http;

/// <summary>
/// Passes requests to a pipeline that several handlers share. It is not a <see cref="DelegatingHandler"/>, and
/// disposing of it does nothing, so that a library that uses one of the handlers cannot change or close the pipeline of
/// the others.
/// </summary>
internal sealed class SharedPipeline(HttpMessageHandler pipeline) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(pipeline, disposeHandler: false);

    /// <summary>The first handler of the pipeline.</summary>
    public HttpMessageHandler Pipeline => pipeline;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.Send(request, cancellationToken);
}
