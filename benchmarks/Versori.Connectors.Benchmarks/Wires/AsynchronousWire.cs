using System.Net;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>
/// Returns 200 when <see cref="Complete"/> is called on the sending thread. Continuations therefore run as after a real
/// wait, but on the same thread, where their allocations can be counted.
/// </summary>
internal sealed class AsynchronousWire : HttpMessageHandler
{
    [ThreadStatic]
    private static (TaskCompletionSource<HttpResponseMessage> Source, HttpRequestMessage Request) _pending;

    /// <summary>
    /// Until it is set, responses are synchronous, because a first call may request its token on another thread.
    /// </summary>
    public bool IsWaiting { get; set; }

    public static void Complete()
    {
        var (source, request) = _pending;
        _pending = default;
        source?.SetResult(new(HttpStatusCode.OK) { RequestMessage = request });
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsWaiting)
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request });
        }

        var source = new TaskCompletionSource<HttpResponseMessage>();
        _pending = (source, request);
        return source.Task;
    }
}
