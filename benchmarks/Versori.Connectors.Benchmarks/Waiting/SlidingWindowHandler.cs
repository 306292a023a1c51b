using System.Net;
using System.Threading.RateLimiting;

namespace Versori.Connectors.Benchmarks.Waiting;

/// <summary>The rival: a handler with the limiter of the framework.</summary>
internal sealed class SlidingWindowHandler(int calls, TimeSpan period) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly SlidingWindowRateLimiter _limiter = new(new()
    {
        PermitLimit = calls,
        Window = period,
        SegmentsPerWindow = 20,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var lease = await _limiter.AcquireAsync(1, cancellationToken);
        if (!lease.IsAcquired) return new(HttpStatusCode.TooManyRequests);
        request.Headers.Authorization = new("Bearer", "token");
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _limiter.Dispose();
        base.Dispose(disposing);
    }
}
