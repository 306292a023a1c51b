using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Versori.Connectors.Benchmarks.Waiting;

/// <summary>A server on loopback that keeps when each request arrived.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<long> _arrivals = [];
    private readonly TaskCompletionSource _released = new();

    /// <summary>The path whose response waits for <see cref="Release"/>.</summary>
    public const string HoldPath = "/hold";

    private CountingServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            lock (_arrivals) _arrivals.Add(Stopwatch.GetTimestamp());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            if (context.Request.Path == HoldPath) await _released.Task;
        });
    }

    public Uri Address => new(_app.Urls.First());

    public int Requests
    {
        get
        {
            lock (_arrivals) return _arrivals.Count;
        }
    }

    public static async Task<CountingServer> StartAsync()
    {
        var server = new CountingServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The most requests that arrived within a period, wherever it begins.</summary>
    public int MostWithin(TimeSpan period)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < _arrivals.Count; last++)
        {
            while (Stopwatch.GetElapsedTime(_arrivals[first], _arrivals[last]) >= period) first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    /// <summary>Lets the requests of <see cref="HoldPath"/> end.</summary>
    public void Release() => _released.TrySetResult();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
