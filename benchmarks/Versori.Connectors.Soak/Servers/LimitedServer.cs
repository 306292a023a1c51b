using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Soak.Servers;

/// <summary>
/// An external system that refuses a call if it has accepted as many as its limit in the period before: a sliding
/// window without leeway.
/// </summary>
internal sealed class LimitedServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _accepted = new();
    private readonly WebApplication _app;

    private LimitedServer(int calls, TimeSpan period)
    {
        _app = Loopback.CreateBuilder().Build();
        _app.Run(context =>
        {
            if (TryAccept(calls, period)) return Task.CompletedTask;
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The number of calls that were accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>The number of calls that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>When the first call was accepted, and when the last one.</summary>
    public (long First, long Last) Times { get; private set; }

    public static async Task<LimitedServer> StartAsync(int calls, TimeSpan period)
    {
        var server = new LimitedServer(calls, period);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private bool TryAccept(int calls, TimeSpan period)
    {
        lock (_lock)
        {
            var now = Stopwatch.GetTimestamp();
            while (_accepted.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest, now) >= period)
            {
                _accepted.Dequeue();
            }

            if (_accepted.Count >= calls)
            {
                Refused++;
                return false;
            }

            _accepted.Enqueue(now);
            Times = (Accepted == 0 ? now : Times.First, now);
            Accepted++;
            return true;
        }
    }
}
