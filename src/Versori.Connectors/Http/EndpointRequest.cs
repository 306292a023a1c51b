namespace Versori.Connectors.Http;

/// <summary>
/// A request of the endpoint invoker. It holds what is recorded about the call in a field, because the options of a
/// request are a dictionary.
/// </summary>
internal sealed class EndpointRequest(HttpMethod method, Uri? url) : HttpRequestMessage(method, url)
{
    /// <summary>What is recorded about the call.</summary>
    public CallInfo? Call { get; set; }
}
