using System.Net;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Http.Retries;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>Very many callers, and systems that refuse all of them.</summary>
public sealed class ManyCallersTests
{
    [Fact]
    public async Task Ten_thousand_callers_keep_to_the_limit_and_pass_when_the_time_has_come()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask,
            definition => definition with { Limits = new() { Rates = [new() { Calls = 1000 }] } });
        await system.CreateClient().GetAsync("x");
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        var limiter = system.Limiter!;

        var callers = Enumerable.Range(0, 10_000)
            .Select(_ => AcquireAsync(limiter)).ToList();

        for (var period = 1; period <= 10; period++)
        {
            Assert.Equal((10_000 - (1000 * period), 1000), (limiter.Waiting, limiter.InFlight));
            foreach (var permit in await Task.WhenAll(callers.Skip(1000 * (period - 1)).Take(1000)))
            {
                using var response = new HttpResponseMessage();
                limiter.Return(permit, response);
            }

            system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1001));
        }

        Assert.Equal((0, 0), (limiter.Waiting, limiter.InFlight));
    }

    [Fact]
    public async Task A_burst_that_waits_for_its_own_connections_frees_nothing_before_its_period()
    {
        await using var system = await LimitedSystem.StartAsync(
            _ => Task.CompletedTask,
            definition => definition with { Limits = new() { Rates = [new() { Calls = 1000 }] } });
        await system.CreateClient().GetAsync("x");
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        var limiter = system.Limiter!;
        var burst = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => AcquireAsync(limiter)));

        // All requests reach the system at the end of this time, and are counted then.
        system.Engine.Time.Advance(TimeSpan.FromMilliseconds(400));
        foreach (var permit in burst)
        {
            using var response = new HttpResponseMessage();
            limiter.Return(permit, response);
        }

        var next = AcquireAsync(limiter);
        system.Engine.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, limiter.Waiting);

        system.Engine.Time.Advance(TimeSpan.FromMilliseconds(2));
        await next;
    }

    [Fact]
    public async Task A_storm_of_refusals_ends_every_call_and_is_not_answered_with_a_storm()
    {
        await using var system = await LimitedSystem.StartAsync(
            context =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1";
                return Task.CompletedTask;
            },
            options: RetryTests.Retrying);
        using var client = system.CreateClient();

        var calls = Enumerable.Range(0, 300).Select(_ => EndAsync(client)).ToList();
        await RetryTests.WhileTimePassesAsync(system, Task.WhenAll(calls));

        Assert.All(calls, call => Assert.Contains(call.Result, new[] { "429", "Limited" }));
        Assert.InRange(system.Server.Requests.Count, 1, 900);
        Assert.Equal((0, 0), (system.Limiter!.Waiting, system.Limiter.InFlight));
    }

    private static Task<LimitPermit> AcquireAsync(ConnectionLimiter limiter) =>
        limiter.AcquireAsync(1, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();

    private static async Task<string> EndAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("x");
            return response.StatusCode == HttpStatusCode.TooManyRequests ? "429" : $"{response.StatusCode}";
        }
        catch (ConnectorException exception)
        {
            return $"{exception.Code}";
        }
    }
}
