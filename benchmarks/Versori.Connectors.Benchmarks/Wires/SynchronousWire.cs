using System.Net;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>Answers 200 with a completed task, or 401 to a token that it was told to reject.</summary>
internal sealed class SynchronousWire : HttpMessageHandler
{
    /// <summary>The token that is answered with 401.</summary>
    public string? RejectedToken { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRejected = RejectedToken is { } token && request.Headers.Authorization?.Parameter == token;
        return Task.FromResult(new HttpResponseMessage(isRejected ? HttpStatusCode.Unauthorized : HttpStatusCode.OK) { RequestMessage = request });
    }
}
