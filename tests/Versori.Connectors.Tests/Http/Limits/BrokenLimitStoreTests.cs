using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>A limit store that fails, hangs or returns nonsense: calls go on or fail with a typed error.</summary>
public sealed class BrokenLimitStoreTests
{
    private const int Limit = 100;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Theory]
    [InlineData("throws")]
    [InlineData("throws later")]
    [InlineData("throws what no store should")]
    [InlineData("hangs")]
    [InlineData("hangs and ignores cancellation")]
    [InlineData("returns nothing")]
    [InlineData("grants far more than there is")]
    public async Task Calls_go_on_and_never_exceed_the_limit(string flaw)
    {
        var limiter = Create(flaw);

        var calls = Start(limiter, 300, TimeSpan.FromHours(1));
        var most = await RunAsync(calls);

        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully));
        Assert.InRange(most, 1, Limit);
    }

    [Theory]
    [InlineData("grants nothing")]
    [InlineData("grants less than nothing")]
    public async Task Calls_that_get_no_units_are_refused_when_they_have_waited_as_long_as_they_may(string flaw)
    {
        var limiter = Create(flaw);

        var calls = Start(limiter, 20, TimeSpan.FromSeconds(10));
        await RunAsync(calls);

        foreach (var call in calls)
        {
            var refused = await Assert.ThrowsAsync<ConnectorException>(() => call);
            Assert.Equal((ConnectorErrorCode.Limited, true), (refused.Error.Code, refused.Error.IsTransient));
        }
    }

    private static List<Task<LimitPermit>> Start(ConnectionLimiter limiter, int calls, TimeSpan maximumWait) =>
        [.. Enumerable.Range(0, calls)
            .Select(_ => limiter.AcquireAsync(1, maximumWait, CancellationToken.None).AsTask())];

    // Returns the most calls in any one second.
    private async Task<int> RunAsync(List<Task<LimitPermit>> calls)
    {
        using var patience = new CancellationTokenSource(RequestCounter.Timeout);
        var returned = new HashSet<Task>();
        var window = new Queue<DateTimeOffset>();
        var most = 0;
        while (returned.Count < calls.Count)
        {
            patience.Token.ThrowIfCancellationRequested();
            foreach (var call in calls.Where(call => call.IsCompleted && returned.Add(call)))
            {
                if (!call.IsCompletedSuccessfully) continue;
                var now = _time.GetUtcNow();
                while (window.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(1)) window.Dequeue();
                window.Enqueue(now);
                most = Math.Max(most, window.Count);
                var permit = await call;
                using var response = new HttpResponseMessage();
                permit.Limiter.Return(permit, response);
            }

            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }

        return most;
    }

    private ConnectionLimiter Create(string flaw)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILimitStore>(new BrokenLimitStore(flaw));
        services.AddVersoriConnectors();
        var limiters = services.BuildServiceProvider().GetRequiredService<ConnectionLimiters>();
        var limiter = new ConnectionLimiter(ConnectionId.New(_time.GetUtcNow()), limiters);
        limiter.Apply(1, new() { Rates = [new() { Calls = Limit }] });
        return limiter;
    }

    private sealed class BrokenLimitStore(string flaw) : ILimitStore
    {
        public async ValueTask<LimitGrant> ClaimAsync(LimitClaim claim, CancellationToken cancellationToken)
        {
            if (flaw == "throws") throw new ConnectorStoreException(ConnectorStoreFailure.Unavailable, "away");
            if (flaw == "throws later") await Task.Yield();
            if (flaw is "hangs") await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (flaw is "hangs and ignores cancellation")
                await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
            return flaw switch
            {
                "returns nothing" => null!,
                "grants nothing" => new() { Units = 0 },
                "grants less than nothing" => new() { Units = int.MinValue, Holders = -1, IsSettled = false },
                "grants far more than there is" => new() { Units = int.MaxValue, Holders = int.MaxValue },
                _ => throw new InvalidCastException("A store should not throw this."),
            };
        }
    }
}
