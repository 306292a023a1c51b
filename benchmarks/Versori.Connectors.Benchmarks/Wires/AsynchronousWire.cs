using System.Net;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>
/// Returns 200 when <see cref="Complete"/> is called on the sending thread. Continuations therefore run as after a real
/// wait, but on the same thread, where their allocations can be counted.
/// </summary>
internal sealed class AsynchronousWire : HttpMessageHandler
{
    [ThreadStatic]
    private static (TaskCompletionSource<HttpResponseMessage> Source, HttpRequestMessage Request, byte[]? Json)
        _pending;

    /// <summary>
    /// Until it is set, responses are synchronous, because a first call may request its token on another thread.
    /// </summary>
    public bool IsWaiting { get; set; }

    /// <summary>The JSON of every response; <see langword="null"/> for responses without content.</summary>
    public byte[]? Json { get; set; }

    public static void Complete()
    {
        var (source, request, json) = _pending;
        _pending = default;
        if (source is null) return;
        Sink.Read(request);
        source.SetResult(Respond(request, json));
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsWaiting)
        {
            Sink.Read(request);
            return Task.FromResult(Respond(request, Json));
        }

        var source = new TaskCompletionSource<HttpResponseMessage>();
        _pending = (source, request, Json);
        return source.Task;
    }

    private static HttpResponseMessage Respond(HttpRequestMessage request, byte[]? json) =>
        new(HttpStatusCode.OK) { RequestMessage = request, Content = JsonWire.ContentOf(json) };
}
