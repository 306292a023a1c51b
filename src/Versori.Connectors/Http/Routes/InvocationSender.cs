namespace Versori.Connectors.Http;

/// <summary>
/// Sends the requests of the endpoint invoker over one route. It is kept with the route, so that its handler finds the
/// connection warm.
/// </summary>
/// <param name="handler">The handler that authenticates the requests.</param>
/// <param name="alternatives">The auth alternatives of the endpoints that are called.</param>
internal sealed class InvocationSender(ConnectionHandler handler, IReadOnlyList<AuthAlternative>? alternatives)
    : HttpMessageInvoker(handler, disposeHandler: false)
{
    /// <summary>
    /// Whether it sends the requests of an endpoint with the given alternatives through the given pipeline. The
    /// pipeline is replaced from time to time, so that changes of DNS are noticed.
    /// </summary>
    public bool Fits(HttpMessageHandler pipeline, IReadOnlyList<AuthAlternative>? others) =>
        ReferenceEquals(handler.InnerHandler, pipeline) && ReferenceEquals(alternatives, others);
}
