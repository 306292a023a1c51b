using System.Net;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>Returns 200 with a completed task, or 401 for a token that is to be rejected.</summary>
internal sealed class SynchronousWire : HttpMessageHandler
{
    /// <summary>The token for which 401 is returned.</summary>
    public string? RejectedToken { get; set; }

    /// <summary>The JSON of every response; <see langword="null"/> for responses without content.</summary>
    public byte[]? Json { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sink.Read(request);
        var isRejected = RejectedToken is { } token && request.Headers.Authorization?.Parameter == token;
        return Task.FromResult(
            new HttpResponseMessage(
                isRejected ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)
            { RequestMessage = request, Content = JsonWire.ContentOf(Json) });
    }
}
