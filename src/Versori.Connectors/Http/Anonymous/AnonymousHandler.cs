namespace Versori.Connectors.Http;

/// <summary>Sends the requests of a template that has no connection.</summary>
/// <param name="handler">The handler that sends them.</param>
/// <param name="route">The target.</param>
internal sealed class AnonymousHandler(ConnectionHandler handler, AnonymousRoute route) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Blocking.Wait(
            () => handler.SendAnonymouslyAsync(route, request, isSynchronous: true, cancellationToken));

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        handler.SendAnonymouslyAsync(route, request, isSynchronous: false, cancellationToken);
}
