using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>Limits that the system states in its responses.</summary>
public sealed class LearnedLimitTests
{
    [Fact]
    public async Task Calls_wait_until_the_reset_when_nothing_is_left()
    {
        var left = 3;
        await using var system = await LimitedSystem.StartAsync(context =>
        {
            State(context, Interlocked.Decrement(ref left), reset: 30);
            return Task.CompletedTask;
        });
        using var client = system.CreateClient();
        for (var call = 0; call < 3; call++) await client.GetAsync("x");

        var waiting = client.GetAsync("x");
        await system.WaitForQueueAsync(1);
        system.Engine.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(3, system.Server.Requests.Count);
        left = 3;
        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));

        await waiting;
        Assert.Equal(4, system.Server.Requests.Count);
    }

    [Fact]
    public async Task A_call_that_would_wait_for_a_distant_reset_is_refused_at_once()
    {
        await using var system = await LimitedSystem.StartAsync(context =>
        {
            State(context, 0, reset: 3600);
            return Task.CompletedTask;
        });
        using var client = system.CreateClient();
        await client.GetAsync("x");

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.GetAsync("x"));

        // The longest pause is the setting's, whatever the system states.
        Assert.Equal(TimeSpan.FromMinutes(5), refused.Error.RetryAfter);
        Assert.Single(system.Server.Requests);
    }

    [Fact]
    public async Task Headers_are_ignored_if_the_definition_says_so()
    {
        await using var system = await LimitedSystem.StartAsync(
            context =>
            {
                State(context, 0, reset: 3600);
                return Task.CompletedTask;
            },
            definition => definition with { Limits = new() { IgnoreHeaders = true } });
        using var client = system.CreateClient();

        for (var call = 0; call < 5; call++) Assert.True((await client.GetAsync("x")).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(503, false)]
    public async Task After_a_refusal_the_whole_connection_pauses(int status, bool hasRetryAfter)
    {
        var refuses = true;
        await using var system = await LimitedSystem.StartAsync(context =>
        {
            if (!refuses) return Task.CompletedTask;
            context.Response.StatusCode = status;
            if (hasRetryAfter) context.Response.Headers.RetryAfter = "20";
            return Task.CompletedTask;
        });
        using var client = system.CreateClient();
        Assert.Equal(status, (int)(await client.GetAsync("x")).StatusCode);
        refuses = false;

        var next = system.CreateClient().GetAsync("x");
        if (hasRetryAfter)
        {
            await system.WaitForQueueAsync(1);
            system.Engine.Time.Advance(TimeSpan.FromSeconds(19));
            Assert.Single(system.Server.Requests);
            system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(HttpStatusCode.OK, (await next).StatusCode);
    }

    [Fact]
    public async Task After_a_pause_one_call_is_sent_first_and_more_as_they_succeed()
    {
        var refuses = true;
        var gate = new Gate();
        await using var system = await LimitedSystem.StartAsync(async context =>
        {
            if (refuses)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1";
                return;
            }

            await gate.WaitAsync();
        });
        using var client = system.CreateClient();
        await client.GetAsync("x");
        refuses = false;
        gate.Close();
        var calls = Enumerable.Range(0, 100).Select(_ => client.GetAsync("x")).ToList();
        await system.WaitForQueueAsync(100);

        system.Engine.Time.Advance(TimeSpan.FromSeconds(2));
        await system.Server.RequestCounter.WaitForAsync(2);
        Assert.Equal(99, system.Limiter!.Waiting);
        gate.Open();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(101, system.Server.Requests.Count);
    }

    [Fact]
    public async Task Refusals_without_a_time_are_backed_off_from()
    {
        await using var system = await LimitedSystem.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        });
        using var client = system.CreateClient();

        // Each pause is at least half of twice the one before.
        foreach (var least in new[] { 0.5, 1, 2, 4 })
        {
            Assert.Equal(429, (int)(await client.GetAsync("x")).StatusCode);
            using var impatient = new HttpRequestMessage(HttpMethod.Get, "x");
            impatient.Options.Set(ConnectorRequestOptions.MaximumLimitWait, TimeSpan.Zero);
            var refused = await Assert.ThrowsAsync<ConnectorException>(() => client.SendAsync(impatient));
            Assert.InRange(refused.Error.RetryAfter!.Value.TotalSeconds, least, 2 * least);
            system.Engine.Time.Advance(refused.Error.RetryAfter.Value);
        }

        Assert.Equal(4, system.Server.Requests.Count);
    }

    private static void State(HttpContext context, int remaining, int reset)
    {
        context.Response.Headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }
}
