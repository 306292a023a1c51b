using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Versori.Connectors.Http;
using Versori.Connectors.Tests.Http.Limits;

namespace Versori.Connectors.Tests.Http.Retries;

/// <summary>Which requests are sent again after a failure that may be temporary.</summary>
public sealed class RetryTests
{
    public static TheoryData<string, bool> Methods => new()
    {
        { "GET", true }, { "HEAD", true }, { "PUT", true }, { "DELETE", true }, { "OPTIONS", true },
        { "QUERY", true }, { "POST", false }, { "PATCH", false },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_request_is_sent_again_if_its_method_is_idempotent(string method, bool isRepeated)
    {
        await using var system = await FailingAsync(1);
        using var request = new HttpRequestMessage(new(method), "x") { Content = new StringContent("body") };
        if (method is "GET" or "HEAD" or "OPTIONS") request.Content = null;

        using var response = await SendAsync(system, request);

        Assert.Equal(isRepeated ? 200 : 503, (int)response.StatusCode);
        Assert.Equal(isRepeated ? 2 : 1, system.Server.Requests.Count);
        Assert.Single(system.Server.Requests.Select(sent => (sent.Method, sent.Text, sent.Authorization)).Distinct());
    }

    [Theory]
    [InlineData("POST", "x", true)]
    [InlineData("PATCH", "x", true)]
    [InlineData("POST", "search", false)]
    public async Task A_write_is_sent_again_with_an_idempotency_key_or_if_the_definition_says_so(
        string method, string path, bool hasKey)
    {
        await using var system = await FailingAsync(1);
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent("body") };
        if (hasKey) request.Headers.Add("Idempotency-Key", "k-1");

        using var response = await SendAsync(system, request);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(["body", "body"], system.Server.Requests.Select(sent => sent.Text));
    }

    [Fact]
    public async Task A_request_is_sent_once_if_the_definition_says_so()
    {
        await using var system = await FailingAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Put, "once") { Content = new StringContent("body") };

        using var response = await SendAsync(system, request);

        Assert.Equal((503, 1), ((int)response.StatusCode, system.Server.Requests.Count));
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(501, false)]
    public async Task Only_failures_that_may_be_temporary_are_retried(int status, bool isRetried)
    {
        await using var system = await FailingAsync(1, status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await SendAsync(system, request);

        Assert.Equal(isRetried ? 200 : status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_definition_chooses_statuses_and_number()
    {
        await using var system = await FailingAsync(
            5, 409, definition => definition with { Retry = new() { MaximumRetries = 4, StatusCodes = [409] } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await SendAsync(system, request);

        Assert.Equal((409, 5), ((int)response.StatusCode, system.Server.Requests.Count));
    }

    [Fact]
    public async Task A_failure_that_lasts_is_returned_after_the_last_retry()
    {
        await using var system = await FailingAsync(100);
        var info = new CallInfo();
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");
        info.AttachTo(request);

        using var response = await SendAsync(system, request);

        Assert.Equal((503, 3, 3), ((int)response.StatusCode, system.Server.Requests.Count, info.Attempts));
        Assert.Equal("failed", await response.Content.ReadAsStringAsync());
        Assert.InRange(info.Waited, TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_breaks_is_retried_synchronously_too(bool isSynchronous)
    {
        var requests = 0;
        await using var system = await LimitedSystem.StartAsync(
            context =>
            {
                if (Interlocked.Increment(ref requests) == 1) context.Abort();
                return Task.CompletedTask;
            },
            options: Retrying);
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await SendAsync(system, request, isSynchronous);

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, requests));
    }

    [Fact]
    public async Task The_wait_that_the_system_demands_is_kept()
    {
        var times = new ConcurrentQueue<DateTimeOffset>();
        LimitedSystem system = null!;
        system = await LimitedSystem.StartAsync(
            context =>
            {
                times.Enqueue(system.Engine.Time.GetUtcNow());
                if (times.Count > 1) return Task.CompletedTask;
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "10";
                return Task.CompletedTask;
            },
            options: Retrying);
        await using var disposed = system;
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");

        using var response = await SendAsync(system, request);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(times.Last() - times.First() >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_left_to_the_caller()
    {
        await using var system = await LimitedSystem.StartAsync(
            context =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "31";
                return Task.CompletedTask;
            },
            options: Retrying);

        // Nothing moves the clock: the response comes at once.
        using var response = await system.CreateClient().GetAsync("x");

        Assert.Equal((429, 1), ((int)response.StatusCode, system.Server.Requests.Count));
    }

    [Fact]
    public async Task Content_that_can_be_read_once_is_sent_once()
    {
        await using var system = await FailingAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Put, "x")
        {
            Content = new StreamContent(new OneWayStream("body"u8.ToArray())),
        };

        using var response = await SendAsync(system, request);

        Assert.Equal((503, 1), ((int)response.StatusCode, system.Server.Requests.Count));
    }

    [Fact]
    public async Task A_system_that_fails_receives_only_a_limited_number_of_retries()
    {
        await using var system = await FailingAsync(int.MaxValue);
        using var client = system.CreateClient();

        var begun = system.Engine.Time.GetUtcNow();
        await WhileTimePassesAsync(system, Task.WhenAll(Enumerable.Range(0, 500).Select(_ => client.GetAsync("x"))));

        // A hundred, and five for each second.
        var seconds = (system.Engine.Time.GetUtcNow() - begun).TotalSeconds;
        Assert.InRange(system.Server.Requests.Count, 600, 600 + (5 * seconds));
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_the_wait_for_the_retry()
    {
        await using var system = await FailingAsync(1);
        using var giveUp = new CancellationTokenSource();
        var call = system.CreateClient().GetAsync("x", giveUp.Token);
        await system.Server.RequestCounter.WaitForAsync(1);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(system.Server.Requests);
    }

    internal static async Task<HttpResponseMessage> SendAsync(
        LimitedSystem system, HttpRequestMessage request, bool isSynchronous = false)
    {
        using var client = system.CreateClient();
        var sending = isSynchronous ? Task.Run(() => client.Send(request)) : client.SendAsync(request);
        await WhileTimePassesAsync(system, sending);
        return await sending;
    }

    internal static async Task WhileTimePassesAsync(LimitedSystem system, Task task)
    {
        using var patience = new CancellationTokenSource(RequestCounter.Timeout);
        while (!task.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            system.Engine.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    internal static async Task<InvocationResult> InvokeAsync(LimitedSystem system, EndpointCall call)
    {
        var calling = StartInvocation(system, call);
        await WhileTimePassesAsync(system, calling);
        return await calling;
    }

    // The clock of these tests runs faster than the network, so that the call has a long time limit.
    internal static Task<InvocationResult> StartInvocation(LimitedSystem system, EndpointCall call) =>
        system.Engine.Services.GetRequiredService<IEndpointInvoker>()
            .InvokeAsync(call with { Options = new() { Timeout = TimeSpan.FromHours(20) } });

    internal static Task<LimitedSystem> FailingAsync(
        int failures,
        int status = 503,
        Func<ConnectorDefinition, ConnectorDefinition>? change = null) => LimitedSystem.StartAsync(
        async context =>
        {
            if (Interlocked.Decrement(ref failures) < 0) return;
            context.Response.StatusCode = status;
            if (context.Request.Method != "HEAD") await context.Response.WriteAsync("failed");
        },
        change,
        Retrying);

    internal static void Retrying(VersoriConnectorsOptions options)
    {
        options.MaximumRetries = 2;
        options.StoreTimeout = TimeSpan.FromMinutes(10);
        options.MaximumLimitWait = TimeSpan.FromHours(20);
    }
}
