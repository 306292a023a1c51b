using System.Globalization;
using System.Net;

namespace SyncSample;

/// <summary>
/// The external system: 230 orders in pages of at most 20. It returns 429 to more than 5 requests in a second, and once
/// besides, as if another program had used the account.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Key = "shop-key";
    public const int Orders = 230;

    private const int CallsPerSecond = 5;
    private const int BusyRequest = 8;

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Queue<long> _calls = new();

    private Shop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/orders", List);
    }

    public string Address => _app.Urls.First();

    /// <summary>How many requests had the key.</summary>
    public int Requests { get; private set; }

    /// <summary>How many of them were refused because of the limit.</summary>
    public int Refused { get; private set; }

    public static async Task<Shop> StartAsync()
    {
        var shop = new Shop();
        await shop._app.StartAsync();
        return shop;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult List(HttpContext context, int after = 0, int limit = 20)
    {
        if (context.Request.Headers["X-Api-Key"] != Key) return Results.Unauthorized();
        if (!Count())
        {
            context.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var orders = Enumerable.Range(after + 1, Math.Min(Math.Min(limit, 20), Orders - after))
            .Select(id => new Order(id, id * 1.5m)).ToList();
        var last = orders[^1].Id;
        return Results.Ok(new { orders, next = last < Orders ? last.ToString(CultureInfo.InvariantCulture) : null });
    }

    /// <summary>Counts a request. Returns whether it is within the limit.</summary>
    private bool Count()
    {
        lock (_lock)
        {
            Requests++;
            var now = TimeProvider.System.GetTimestamp();
            while (_calls.TryPeek(out var call)
                && TimeProvider.System.GetElapsedTime(call, now) >= TimeSpan.FromSeconds(1))
            {
                _calls.Dequeue();
            }

            var isWithin = _calls.Count < CallsPerSecond && Requests != BusyRequest;
            if (isWithin) _calls.Enqueue(now);
            else Refused++;
            return isWithin;
        }
    }
}
