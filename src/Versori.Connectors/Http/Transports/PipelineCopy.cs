using Microsoft.Extensions.DependencyInjection;

namespace Versori.Connectors.Http;

/// <summary>A copy of a handler pipeline, and the service scope of its handlers.</summary>
internal sealed class PipelineCopy(HttpMessageInvoker sender, IServiceScope scope) : IDisposable
{
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        sender.SendAsync(request, cancellationToken);

    public HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        sender.Send(request, cancellationToken);

    public void Dispose()
    {
        sender.Dispose();
        scope.Dispose();
    }
}
